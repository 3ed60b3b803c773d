import { clauseIdOf } from '@bangfu/policy';
import { documentOf } from './clause-id';
import { importCases } from './import-cases';
import { SERVICES } from './service';
import { dongguanIndicators } from './indicators';
import { eastWestMeasures, keyPointMeasures } from './measures';
import { annexPrintedTotals, pairingAnnex, pioneerTowns } from './pairing-annex';
import type { AnnexMeasure, PairingAnnexRow } from './pairing-annex';
import { policyClauses, policyDocuments } from './policy-documents';
import { xinfengTeams, xinfengTextReadings } from './xinfeng';

const sum = <Row>(rows: readonly Row[], value: (row: Row) => number): number =>
  rows.reduce((total, row) => total + value(row), 0);
const countBy = (values: readonly string[]): Record<string, number> =>
  values.reduce<Record<string, number>>((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {});

/** How each measure of the annex is computed from its rows and from the pioneer towns. */
const COMPUTED: Record<AnnexMeasure, (rows: readonly PairingAnnexRow[]) => number> = {
  PRD_TOWNS: (rows) => sum(rows, ({ prdTowns }) => prdTowns),
  PROVINCIAL_TOWNS: (rows) => sum(rows, ({ provincialTowns }) => provincialTowns),
  LOCAL_TOWNS: (rows) => sum(rows, ({ localTowns }) => localTowns),
  KEY_TOTAL: (rows) => sum(rows, ({ keyTotal }) => keyTotal),
  CONSOLIDATION_TOTAL: (rows) => sum(rows, ({ consolidationTotal }) => consolidationTotal),
  PIONEER_TOTAL: () => sum(pioneerTowns(), ({ towns }) => towns),
  FUNDED_TOWNS: (rows) => COMPUTED.KEY_TOTAL(rows) + COMPUTED.CONSOLIDATION_TOTAL(rows),
  ALL_CATEGORIES: (rows) => COMPUTED.FUNDED_TOWNS(rows) + COMPUTED.PIONEER_TOTAL(rows),
};

describe('the facts hold what the documents print', () => {
  it('130 clauses, 32 indicators, 50 measures, 13 annex rows, 7 pioneer cities, 7 Xinfeng groups, 67 import cases', () => {
    expect(policyClauses()).toHaveLength(130);
    expect(dongguanIndicators()).toHaveLength(32);
    expect([keyPointMeasures().length, eastWestMeasures().length]).toEqual([20, 30]);
    expect(pairingAnnex()).toHaveLength(13);
    expect(pioneerTowns()).toHaveLength(7);
    expect(xinfengTeams()).toHaveLength(7);
    expect(importCases().map(({ id }) => id)).toEqual(
      Array.from({ length: 67 }, (_, index) => `I-${String(index + 1).padStart(2, '0')}`),
    );
  });

  it('the annex adds up row by row and to 300, 121, 179, 600, 301, 226, 1127 and 901', () => {
    for (const row of pairingAnnex()) expect(row.prdTowns + row.provincialTowns + row.localTowns).toBe(row.keyTotal);
    const totals = annexPrintedTotals().filter(({ scope }) => scope === 'TOTAL');
    expect(totals.map(({ towns }) => towns)).toEqual([300, 121, 179, 600, 301, 226, 1127, 901]);
  });

  it('every printed subtotal and total equals the sum of the rows', () => {
    const totals = annexPrintedTotals();
    expect(totals).toHaveLength(6 * 5 + 8);
    for (const { helperCity, measure, towns } of totals) {
      const rows = pairingAnnex().filter((row) => helperCity === null || row.helperCity === helperCity);
      expect([helperCity, measure, COMPUTED[measure](rows)]).toEqual([helperCity, measure, towns]);
    }
  });

  it('every recipient city has one helper, and six helpers have one to three recipients (PA-4)', () => {
    const recipients = countBy(pairingAnnex().map(({ helperCity }) => helperCity));
    expect(Object.keys(recipients)).toHaveLength(6);
    expect(Object.values(recipients).every((count) => count >= 1 && count <= 3)).toBe(true);
  });

  it('every clause cited exists, itself or as a part of a clause', () => {
    const clauses = new Set(policyClauses().map(({ id }) => id));
    const cited = [
      ...importCases().flatMap((row) => row.clauses),
      ...dongguanIndicators().map(({ clause }) => clause),
      ...[...keyPointMeasures(), ...eastWestMeasures()].map(({ id }) => id),
      ...annexPrintedTotals().map(({ clause }) => clause),
      ...xinfengTextReadings().map(({ clause }) => clause),
      ...policyDocuments().flatMap(({ citedIn }) => citedIn),
    ];
    expect(cited.filter((id) => !clauses.has(clauseIdOf(id)))).toEqual([]);
  });

  it('every clause belongs to a document held, with the same number, title, issuers and date', () => {
    const documents = new Map(policyDocuments().map((document) => [document.id, document]));
    for (const clause of policyClauses()) {
      expect(documents.get(clause.documentId)).toMatchObject({
        number: clause.documentNumber,
        title: clause.documentTitle,
        issuers: clause.issuers,
        issuedOn: clause.issuedOn,
        status: 'RESOLVED',
      });
    }
  });

  it('a document is based on documents of the table, and only what is cited and absent is unresolved', () => {
    const rows = policyDocuments();
    const ids = new Set(rows.map(({ id }) => id));
    const named = rows.flatMap(({ basedOn, partOf }) => (partOf === null ? basedOn : [...basedOn, partOf]));
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(rows.filter(({ status }) => status === 'RESOLVED').map(({ id }) => id)).toEqual([
      'P',
      'KE',
      'K',
      'E',
      'X',
      'D',
    ]);
    expect(rows.find(({ id }) => id === 'X')?.basedOn.map((id) => rows.find((row) => row.id === id)?.number)).toEqual([
      '粤农组〔2021〕5号',
      '韶农组〔2021〕4号',
    ]);
    expect(rows.filter(({ disclosure }) => disclosure !== null).map(({ id }) => id)).toEqual(['KE']);
    expect(rows.find(({ id }) => id === 'D')?.number).toBeNull();
  });

  it('the import cases are 16 ambiguous, 15 traps, 14 conflicts, 12 gaps, 5 slips and 5 of layout, each with an owner', () => {
    expect(countBy(importCases().map(({ severity }) => severity))).toEqual({
      AMBIGUOUS: 16,
      TRAP: 15,
      CONFLICT: 14,
      GAP: 12,
      SLIP: 5,
      LAYOUT: 5,
    });
    expect(new Set(importCases().map(({ owner }) => owner))).toEqual(new Set(SERVICES));
    expect(importCases().filter(({ clauses }) => clauses.length === 0)).toEqual([]);
    expect(importCases().filter(({ evidenceZh }) => !/\p{Script=Han}.*。$/u.test(evidenceZh))).toEqual([]);
  });
});

describe("Xinfeng's two sources", () => {
  const unitsOf = (town: string): readonly string[] =>
    xinfengTextReadings()
      .filter((reading) => reading.town === town)
      .map(({ unit, expandsTo }) => expandsTo ?? unit);

  it('splits the units of a cell and leaves the instruction of rows 1 to 3 out', () => {
    expect(xinfengTeams().map(({ firstSecretaryUnits }) => firstSecretaryUnits.length)).toEqual([0, 0, 0, 2, 2, 2, 2]);
    expect(xinfengTeams().find(({ town }) => town === '马头镇')).toMatchObject({
      firstSecretaryUnits: ['市人社局', '市林业局'],
      memberUnits: ['市生态环境局', '韶能集团', '中国人保财险韶关分公司'],
      groupTier: 'LOCAL_CITY',
    });
  });

  it('the text names 2, 3, 2, 6, 6, 6 and 6 units', () => {
    expect(xinfengTeams().map(({ town }) => unitsOf(town).length)).toEqual([2, 3, 2, 6, 6, 6, 6]);
  });

  it('text and table name the same units but for 遥田镇 (I-01) and 黄磔镇 (I-08)', () => {
    const differing = xinfengTeams().filter(({ town, leadUnit, firstSecretaryUnits, memberUnits }) => {
      const table = new Set([leadUnit, ...firstSecretaryUnits, ...memberUnits]);
      const text = unitsOf(town);
      return text.length !== table.size || text.some((unit) => !table.has(unit));
    });
    expect(differing.map(({ town }) => town)).toEqual(['遥田镇', '黄磔镇']);
  });

  it('where the text says who leads, it is the unit of the table but for 遥田镇', () => {
    const leads = xinfengTextReadings().filter(({ position }) => position === 'LEAD');
    expect(leads.map(({ town }) => town)).toEqual(['遥田镇', '回龙镇', '梅坑镇', '沙田镇', '丰城街道']);
    const table = new Map(xinfengTeams().map(({ town, leadUnit }) => [town, leadUnit]));
    expect(
      leads.filter(({ town, unit }) => table.get(town) !== unit).map(({ town, unit }) => [town, unit, table.get(town)]),
    ).toEqual([['遥田镇', '省人大常委会办公厅', '市人大常委会办公厅']]);
  });
});

describe('clause ids', () => {
  it.each([
    ['P-2.1c', 'P-2.1', 'P'],
    ['P-3.7b1', 'P-3.7', 'P'],
    ['P-4.11', 'P-4.11', 'P'],
    ['PA-3', 'PA', 'P'],
    ['PA-N1', 'PA-N1', 'P'],
    ['XA-1', 'XA', 'X'],
    ['KE-0a', 'KE-0', 'KE'],
    ['K-20', 'K-20', 'K'],
    ['E-27', 'E-27', 'E'],
    ['D-0b', 'D-0', 'D'],
  ])('%s is of clause %s and document %s', (id, clause, document) => {
    expect([clauseIdOf(id), documentOf(id)]).toEqual([clause, document]);
  });

  it('a prefix of no document belongs to none', () => {
    expect(documentOf('Q-1')).toBeNull();
  });
});
