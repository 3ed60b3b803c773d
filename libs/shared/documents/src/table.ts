import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Cells } from './cells';
import { FactsError } from './facts-error';
import { pathOf } from './files';
import type { FactsFile } from './files';

/** What a committed table holds: its columns in order, how a row is read, and what tells two rows apart. */
export interface Table<Row, Column extends string> {
  readonly file: FactsFile;
  readonly columns: readonly Column[];
  readonly row: (cells: Cells<Column>) => Row;
  readonly key: (row: Row) => string;
}

/** States a table, so that `row` may name its own columns only. */
export const defineTable = <Row, const Column extends string>(table: Table<Row, Column>): Table<Row, Column> => table;

/**
 * Reads the text of a table; a byte order mark at its start is skipped.
 * @throws FactsError when the columns are not the table's, a row has too few or too many cells, a cell is not what it
 * must be, a key occurs twice, or there is no row at all.
 */
export function parseTable<Row, Column extends string>(table: Table<Row, Column>, text: string): readonly Row[] {
  const [header, ...records] = recordsOf(table.file, text);
  if (header === undefined) throw new FactsError(table.file, null, null, 'is empty');
  refuseOtherColumns(table, header.cells);
  if (records.length === 0) throw new FactsError(table.file, null, null, 'has a header and no row');

  const lineOfKey = new Map<string, number>();
  return records.map(({ line, cells }) => {
    if (cells.length !== table.columns.length) {
      throw new FactsError(table.file, line, null, `${cells.length} cells, ${table.columns.length} expected`);
    }
    const row = table.row(new Cells(table.file, line, table.columns, cells));
    const key = table.key(row);
    const earlier = lineOfKey.get(key);
    if (earlier !== undefined)
      throw new FactsError(table.file, line, null, `'${key}' stands in line ${earlier} already`);
    lineOfKey.set(key, line);
    return row;
  });
}

/**
 * Reads a committed table.
 * @throws FactsError as `parseTable` does, and when the file is missing.
 */
export function readTable<Row, Column extends string>(table: Table<Row, Column>): readonly Row[] {
  return parseTable(table, bytesOf(table.file).toString('utf8'));
}

/**
 * The bytes of a committed table.
 * @throws FactsError when the file cannot be read.
 */
export function bytesOf(file: FactsFile): Buffer {
  try {
    return readFileSync(pathOf(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new FactsError(file, null, null, `cannot be read (${code})`);
  }
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(file: FactsFile, text: string): readonly Line[] {
  const lines: Line[] = [];
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true, // counted by the caller, who can name the table's own columns
      on_record: (cells: string[], { lines: line }) => {
        lines.push({ line, cells });
        return null;
      },
    });
  } catch (error) {
    throw new FactsError(file, null, null, error instanceof Error ? error.message : 'is not CSV');
  }
  return lines;
}

function refuseOtherColumns<Row, Column extends string>(table: Table<Row, Column>, header: readonly string[]): void {
  const expected: readonly string[] = table.columns;
  const missing = expected.find((column) => !header.includes(column));
  if (missing !== undefined) throw new FactsError(table.file, 1, missing, 'is missing');
  const unknown = header.find((column) => !expected.includes(column));
  if (unknown !== undefined) throw new FactsError(table.file, 1, unknown, 'is not a column of this table');
  if (header.join() !== expected.join()) {
    throw new FactsError(table.file, 1, null, `the columns are ${header.join()}, expected ${expected.join()}`);
  }
}
