/** Thrown when the program itself is wrong: a defect, never a person's mistake. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/** Asserts what must hold if the code is right; throws {@link InvariantViolation} with `message` otherwise. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}
