/**
 * A committed table that does not hold what its reader expects. The message names the file, the line and the column,
 * so that the cell can be found: nothing is repaired or left out in silence.
 */
export class FactsError extends Error {
  override readonly name = 'FactsError';

  /**
   * @param line the line of the file, the header being line 1; null when the fault is the whole table's
   * @param column null when the fault is the whole line's
   */
  constructor(
    readonly file: string,
    readonly line: number | null,
    readonly column: string | null,
    why: string,
  ) {
    const place = [file, line === null ? null : `line ${line}`, column === null ? null : `column ${column}`];
    super(`${place.filter((part) => part !== null).join(', ')}: ${why}`);
  }
}
