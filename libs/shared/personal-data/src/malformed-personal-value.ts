/** A personal value that has not the form of its kind. The value itself is left out: errors are logged and shown. */
export class MalformedPersonalValue extends Error {
  override readonly name = 'MalformedPersonalValue';

  constructor(
    readonly kind: string,
    readonly reason: string,
  ) {
    super(`a value of kind ${kind} ${reason}`);
  }
}
