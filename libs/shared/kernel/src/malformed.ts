/**
 * A value from outside that does not have the form it must have: a date that does not exist, a code of the wrong
 * length. `kind` names the form, `received` the value, so that the edge can answer with both.
 */
export class MalformedValue extends Error {
  override readonly name = 'MalformedValue';

  constructor(
    readonly kind: 'DATE' | 'PERIOD' | 'MONEY' | 'DIVISION_CODE' | 'ID',
    readonly received: string,
    message: string,
  ) {
    super(message);
  }
}

/** The received text as it may be shown: printable, at most 40 characters. */
export function shown(received: string): string {
  const printable = received.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return printable.length > 40 ? `${printable.slice(0, 40)}…` : printable;
}
