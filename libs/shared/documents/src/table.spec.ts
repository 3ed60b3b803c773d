import { FactsError } from './facts-error';
import { parseTable } from './table';
import { ANNEX_PRINTED_TOTALS, PAIRING_ANNEX } from './pairing-annex';
import { POLICY_CLAUSES, POLICY_DOCUMENTS } from './policy-documents';
import { DONGGUAN_INDICATORS, dongguanIndicators } from './indicators';
import { KEY_POINT_MEASURES } from './measures';
import { IMPORT_CASES } from './import-cases';
import { DIVISIONS, VILLAGES } from './register';
import { XINFENG_TEAMS, XINFENG_TEXT_READINGS } from './xinfeng';
import type { Table } from './table';

const HEADER = 'prd_city,paired_city,prd_towns,provincial_towns,local_towns,key_total,consolidation_total';
const ROW = '东莞市,韶关市,30,14,19,63,32';

function faultOf<Row, Column extends string>(table: Table<Row, Column>, text: string): FactsError {
  try {
    parseTable(table, text);
  } catch (error) {
    if (error instanceof FactsError) return error;
    throw error;
  }
  throw new Error('the table was read without a fault');
}

describe('reading a table', () => {
  it('skips a byte order mark and reads CRLF line ends', () => {
    expect(parseTable(PAIRING_ANNEX, `\uFEFF${HEADER}\r\n${ROW}\r\n`)).toEqual([
      {
        helperCity: '东莞市',
        recipientCity: '韶关市',
        prdTowns: 30,
        provincialTowns: 14,
        localTowns: 19,
        keyTotal: 63,
        consolidationTotal: 32,
      },
    ]);
  });

  it('keeps inner and outer spaces of a printed value', () => {
    const [row] = parseTable(PAIRING_ANNEX, `${HEADER}\n东莞 市, 韶关市,30,14,19,63,32\n`);
    expect([row?.helperCity, row?.recipientCity]).toEqual(['东莞 市', ' 韶关市']);
  });

  it.each([
    [
      'a missing column',
      `${HEADER.replace(',key_total', '')}\n${ROW}\n`,
      'pairing_annex.csv, line 1, column key_total: is missing',
    ],
    [
      'an unknown column',
      `${HEADER},extra\n${ROW},1\n`,
      'pairing_annex.csv, line 1, column extra: is not a column of this table',
    ],
    [
      'a number that is not a number',
      `${HEADER}\n${ROW.replace('63', '6三')}\n`,
      "pairing_annex.csv, line 2, column key_total: '6三' is not a count",
    ],
    [
      'a fraction where a count belongs',
      `${HEADER}\n${ROW.replace('63', '6.3')}\n`,
      "pairing_annex.csv, line 2, column key_total: '6.3' is not a count",
    ],
    ['an empty cell', `${HEADER}\n${ROW.replace('63', '')}\n`, 'pairing_annex.csv, line 2, column key_total: is empty'],
    [
      'a row with too few cells',
      `${HEADER}\n${ROW}\n珠海市,阳江市\n`,
      'pairing_annex.csv, line 3: 2 cells, 7 expected',
    ],
    [
      'a key that occurs twice',
      `${HEADER}\n${ROW}\n${ROW}\n`,
      "pairing_annex.csv, line 3: '韶关市' stands in line 2 already",
    ],
    ['an empty file', '', 'pairing_annex.csv: is empty'],
    ['a header alone', `${HEADER}\n`, 'pairing_annex.csv: has a header and no row'],
  ])('refuses %s and says where', (_what, text, message) => {
    expect(faultOf(PAIRING_ANNEX, text).message).toBe(message);
  });

  it('refuses columns in another order', () => {
    const swapped = HEADER.replace('prd_city,paired_city', 'paired_city,prd_city');
    expect(faultOf(PAIRING_ANNEX, `${swapped}\n${ROW}\n`).message).toContain('the columns are paired_city,prd_city');
  });

  it('refuses a quote that is never closed', () => {
    expect(faultOf(PAIRING_ANNEX, `${HEADER}\n"东莞市,韶关市\n`).file).toBe('pairing_annex.csv');
  });
});

/** The committed table's columns with one row of the given cells; a column not given is empty. */
const oneRow = <Row, Column extends string>(
  table: Table<Row, Column>,
  cells: Partial<Record<Column, string>>,
): string => `${table.columns.join()}\n${table.columns.map((column) => cells[column] ?? '').join()}\n`;

describe('cells that contradict their column', () => {
  const clause = {
    title: 'T',
    issuer: 'A',
    date: '2021-06-04',
    clause_id: 'P-1',
    clause_ref: '一',
    clause_title_zh: 'T',
  };
  const indicator = {
    id: 'D-I01',
    clause: 'D-1',
    indicator_zh: '次数',
    indicator_en: 'Visits',
    subject_kind: 'supporting unit',
    comparator: '>=',
    target: '1',
    unit: 'visit',
    period: 'year',
    strength: 'MUST',
    data_source: 'log (A)',
  };
  const team = {
    town: '回龙镇',
    type: '重点帮扶镇',
    lead_unit: 'U',
    finance_assistant_source: 'F',
    group_tier: 'CENTRAL',
    annex_row: '2',
  };
  const village = { code: '440233105201', name: '村', kind: 'ADMIN_VILLAGE' };
  const division = { code: '440233105', name: '回龙镇', level: 'TOWNSHIP', kind: 'TOWN', parent: '440233' };
  const reading = { clause: 'X-1.1b', town: '遥田镇', annex_row: '1', unit: 'U', form: 'FULL' };
  const measure = { id: 'K-1', title_zh: 'T', summary_en: 'S', open_ended: 'true' };
  const importCase = {
    id: 'I-01',
    severity: 'GAP',
    clauses: 'P-1',
    owner: 'funds',
    evidence_en: 'E',
    evidence_zh: '证',
    action: 'A',
  };

  it.each<[string, () => FactsError, string, string]>([
    [
      'a day that does not exist',
      () => faultOf(POLICY_CLAUSES, oneRow(POLICY_CLAUSES, { ...clause, date: '2021-02-30' })),
      'date',
      'does not exist',
    ],
    [
      'a part of a clause among the clauses',
      () => faultOf(POLICY_CLAUSES, oneRow(POLICY_CLAUSES, { ...clause, clause_id: 'P-2.1c' })),
      'clause_id',
      'a part of P-2.1',
    ],
    [
      'a clause of no document',
      () => faultOf(POLICY_CLAUSES, oneRow(POLICY_CLAUSES, { ...clause, clause_id: 'Q-1' })),
      'clause_id',
      'no document',
    ],
    [
      'a document status that is none',
      () => faultOf(POLICY_DOCUMENTS, oneRow(POLICY_DOCUMENTS, { id: 'P', status: 'LOST' })),
      'status',
      "'LOST' is none of RESOLVED, UNRESOLVED",
    ],
    [
      'a subtotal without its city',
      () =>
        faultOf(
          ANNEX_PRINTED_TOTALS,
          oneRow(ANNEX_PRINTED_TOTALS, {
            scope: 'SUBTOTAL',
            measure: 'KEY_TOTAL',
            value: '1',
            clause: 'PA-3',
            evidence: 'PRINTED',
          }),
        ),
      'helper_city',
      'SUBTOTAL',
    ],
    [
      'a comparator that is none',
      () => faultOf(DONGGUAN_INDICATORS, oneRow(DONGGUAN_INDICATORS, { ...indicator, comparator: '~' })),
      'comparator',
      'is none of',
    ],
    [
      'a range without its other end',
      () => faultOf(DONGGUAN_INDICATORS, oneRow(DONGGUAN_INDICATORS, { ...indicator, comparator: 'between' })),
      'target_max',
      'between',
    ],
    [
      'a source of no service',
      () => faultOf(DONGGUAN_INDICATORS, oneRow(DONGGUAN_INDICATORS, { ...indicator, data_source: 'log' })),
      'data_source',
      'letter of a service',
    ],
    [
      'a total that is no range',
      () => faultOf(DONGGUAN_INDICATORS, oneRow(DONGGUAN_INDICATORS, { ...indicator, derived_total: 'many' })),
      'derived_total',
      'neither a count nor a range',
    ],
    [
      'a tier that is none',
      () => faultOf(XINFENG_TEAMS, oneRow(XINFENG_TEAMS, { ...team, group_tier: 'CITY' })),
      'group_tier',
      'is none of',
    ],
    [
      'an empty entry in a list',
      () => faultOf(XINFENG_TEAMS, oneRow(XINFENG_TEAMS, { ...team, member_units: 'A;;B' })),
      'member_units',
      'empty entry',
    ],
    [
      'a short name that is not expanded',
      () => faultOf(XINFENG_TEXT_READINGS, oneRow(XINFENG_TEXT_READINGS, { ...reading, form: 'SHORT' })),
      'expands_to',
      'SHORT',
    ],
    [
      'a flag that is neither true nor false',
      () => faultOf(KEY_POINT_MEASURES, oneRow(KEY_POINT_MEASURES, { ...measure, open_ended: 'yes' })),
      'open_ended',
      'is none of true, false',
    ],
    [
      'a case id of another form',
      () => faultOf(IMPORT_CASES, oneRow(IMPORT_CASES, { ...importCase, id: 'I-1' })),
      'id',
      'not of the form',
    ],
    [
      'a village code of another length',
      () => faultOf(VILLAGES, oneRow(VILLAGES, { ...village, code: '440233105' })),
      'code',
      '12 digits',
    ],
    ['a label on a town', () => faultOf(DIVISIONS, oneRow(DIVISIONS, { ...division, label: '农场' })), 'label', 'TOWN'],
    [
      'a town without a parent',
      () => faultOf(DIVISIONS, oneRow(DIVISIONS, { ...division, parent: '' })),
      'parent',
      'TOWNSHIP',
    ],
  ])('refuses %s', (_what, fault, column, why) => {
    const error = fault();
    expect([error.line, error.column]).toEqual([2, column]);
    expect(error.message).toContain(why);
  });

  it('reads the value of the year before as a baseline, not as a number', () => {
    const employment = dongguanIndicators().find(({ id }) => id === 'D-I22');
    expect(employment).toMatchObject({ target: null, baseline: 'LAST_YEAR', comparator: '>=' });
  });
});
