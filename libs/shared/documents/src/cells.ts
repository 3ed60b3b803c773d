import { plainDate, shown } from '@bangfu/kernel';
import type { PlainDate } from '@bangfu/kernel';
import { FactsError } from './facts-error';

/** The cells of one row, read as what they must be. A cell that is not throws a FactsError that names it. */
export class Cells<Column extends string> {
  constructor(
    private readonly file: string,
    private readonly line: number,
    private readonly columns: readonly Column[],
    private readonly values: readonly string[],
  ) {}

  /** Text exactly as printed, inner spaces included. */
  text(column: Column): string {
    return this.textOrNull(column) ?? this.refuse(column, 'is empty');
  }

  /** Text exactly as printed; an empty cell is null: nothing is printed. */
  textOrNull(column: Column): string | null {
    const value = this.values[this.columns.indexOf(column)];
    return value === undefined || value === '' ? null : value;
  }

  /** A whole number, 0 or more. */
  count(column: Column): number {
    return this.countOrNull(column) ?? this.refuse(column, 'is empty');
  }

  /** A whole number, 0 or more; an empty cell is null. */
  countOrNull(column: Column): number | null {
    const value = this.textOrNull(column);
    if (value === null) return null;
    const number = Number(value);
    if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) this.refuse(column, `'${shown(value)}' is not a count`);
    return number;
  }

  /** One of a closed list. */
  oneOf<Value extends string>(column: Column, values: readonly Value[]): Value {
    return this.oneOfOrNull(column, values) ?? this.refuse(column, `is empty, expected one of ${values.join(', ')}`);
  }

  /** One of a closed list; an empty cell is null. */
  oneOfOrNull<Value extends string>(column: Column, values: readonly Value[]): Value | null {
    const text = this.textOrNull(column);
    if (text === null) return null;
    return (
      values.find((value) => value === text) ?? this.refuse(column, `'${shown(text)}' is none of ${values.join(', ')}`)
    );
  }

  /** Entries separated by `;`, in the printed order; an empty cell is an empty list. */
  list(column: Column): readonly string[] {
    const entries = this.textOrNull(column)?.split(';') ?? [];
    if (entries.some((entry) => entry.trim() === '')) this.refuse(column, 'has an empty entry between two semicolons');
    return entries;
  }

  /** A civil date. */
  date(column: Column): PlainDate {
    return this.dateOrNull(column) ?? this.refuse(column, 'is empty');
  }

  /** A civil date; an empty cell is null. */
  dateOrNull(column: Column): PlainDate | null {
    const value = this.textOrNull(column);
    if (value === null) return null;
    try {
      return plainDate(value);
    } catch (error) {
      return this.refuse(column, error instanceof Error ? error.message : 'is not a date');
    }
  }

  /** `true` or `false`. */
  flag(column: Column): boolean {
    return this.oneOf(column, ['true', 'false']) === 'true';
  }

  /** Throws the FactsError of a cell. */
  refuse(column: Column, why: string): never {
    throw new FactsError(this.file, this.line, column, why);
  }
}
