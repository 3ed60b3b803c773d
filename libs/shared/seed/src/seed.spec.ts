import { divisions, pairingAnnex, pioneerTowns } from '@bangfu/documents';
import { divisionCode, isSynthetic } from '@bangfu/kernel';
import type { DispatchTier } from '@bangfu/kernel';
import { isUndisputed, matchPrintedName, readPrintedUnit, syntheticProvince, xinfengGroups } from './index';
import type { NamingContext } from './index';

const place = (code: string, name: string) => ({ code: divisionCode(code), name });
const context = (groupTier: DispatchTier): NamingContext => ({
  county: place('440233', '新丰县'),
  city: place('440200', '韶关市'),
  helperCity: place('441900', '东莞市'),
  groupTier,
});

describe('a unit’s printed name', () => {
  it.each([
    ['国家粮食和物资储备局广东局', 'CENTRAL', '国家粮食和物资储备局广东局', 'CENTRAL', 'PARTY_GOV_ORGAN'],
    ['省粮食和物资储备局', 'CENTRAL', '广东省粮食和物资储备局', 'PROVINCIAL', 'PARTY_GOV_ORGAN'],
    ['省环保集团有限公司', 'PROVINCIAL', '广东省环保集团有限公司', 'PROVINCIAL', 'ENTERPRISE'],
    ['市林业局', 'LOCAL_CITY', '韶关市林业局', 'LOCAL_CITY', 'PARTY_GOV_ORGAN'],
    ['市轨道交通有限公司', 'PRD_CITY', '东莞市轨道交通有限公司', 'PRD_CITY', 'ENTERPRISE'],
    ['东莞东城街道', 'PRD_CITY', '东莞东城街道', 'PRD_CITY', 'TOWN_OR_SUBDISTRICT_UNIT'],
    ['县交通运输局', 'COUNTY', '新丰县交通运输局', 'COUNTY', 'PARTY_GOV_ORGAN'],
    ['国家税务总局新丰县税务局', 'COUNTY', '国家税务总局新丰县税务局', 'CENTRAL', 'PARTY_GOV_ORGAN'],
    ['中国人保财险韶关分公司', 'LOCAL_CITY', '中国人保财险韶关分公司', 'CENTRAL', 'FINANCIAL_INSTITUTION'],
  ] as const)('%s in a group of tier %s is %s, tier %s, kind %s', (printed, groupTier, name, tier, kind) => {
    expect(readPrintedUnit(printed, context(groupTier))).toMatchObject({ name, tier, kind });
  });
});

describe('a town’s printed name', () => {
  const register = [{ name: '黄磜镇' }, { name: '回龙镇' }, { name: '沙田镇' }];
  it('fits exactly when it is registered', () => {
    expect(matchPrintedName('回龙镇', register)).toEqual({ fit: 'EXACT', found: { name: '回龙镇' } });
  });
  it('that differs by one character is proposed, never taken (I-02)', () => {
    expect(matchPrintedName('黄磔镇', register)).toEqual({ fit: 'PROPOSED', found: { name: '黄磜镇' } });
  });
  it('that is near two registered names is ambiguous', () => {
    expect(matchPrintedName('大田镇', [{ name: '沙田镇' }, { name: '小田镇' }])).toMatchObject({ fit: 'AMBIGUOUS' });
  });
  it('that is near none fits none', () => {
    expect(matchPrintedName('遥田镇', register.slice(0, 2))).toEqual({ fit: 'NONE' });
  });
});

describe('Xinfeng’s seven groups', () => {
  const { groups, units, categorisations } = xinfengGroups();
  const groupOf = (town: string) => groups.find(({ printedTownName }) => printedTownName === town)!;

  it('are seven, and five of them are beyond dispute', () => {
    expect(groups).toHaveLength(7);
    expect(groups.filter(isUndisputed).map(({ printedTownName }) => printedTownName)).toEqual([
      '回龙镇',
      '马头镇',
      '梅坑镇',
      '沙田镇',
      '丰城街道',
    ]);
  });

  it('leave 遥田镇 without lead and tier, with both readings (I-01)', () => {
    expect(groupOf('遥田镇')).toMatchObject({
      lead: null,
      tier: null,
      leadCandidates: [{ printedName: '省人大常委会办公厅' }, { printedName: '市人大常委会办公厅' }],
    });
  });

  it('take each group’s tier from its lead, not from its members (I-09)', () => {
    expect(groups.map(({ tier }) => tier)).toEqual([
      null,
      'CENTRAL',
      'PRD_CITY',
      'LOCAL_CITY',
      'COUNTY',
      'COUNTY',
      'COUNTY',
    ]);
  });

  it('give the county groups one lead and five other units (X-2.3a)', () => {
    expect(groups.filter(({ tier }) => tier === 'COUNTY').map(({ members }) => members.length)).toEqual([5, 5, 5]);
  });

  it('class six towns: 黄磔镇 waits for its name, 丰城街道 keeps a label that is no class (I-03)', () => {
    expect(categorisations.map(({ category, localLabel }) => category ?? localLabel)).toEqual([
      'KEY_SUPPORT',
      'KEY_SUPPORT',
      'KEY_SUPPORT',
      'CONSOLIDATION',
      'CONSOLIDATION',
      '街道自身帮扶',
    ]);
  });

  it('name each unit once, with the form in which it is printed', () => {
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
    expect(units.find(({ name }) => name === '韶关市林业局')?.printedNames).toEqual(['市林业局']);
  });
});

describe('the synthetic set', () => {
  const documents = xinfengGroups();
  const province = syntheticProvince();
  const register = divisions();
  const cityOf = new Map(
    register
      .filter(({ level }) => level === 'TOWNSHIP')
      .map(({ code, parent }) => [code, parent === null ? '' : `${parent.slice(0, 4)}00`]),
  );
  const cityCode = (name: string) => register.find((division) => division.name === name)!.code;
  const classed = [...documents.categorisations, ...province.categorisations];
  const count = (city: string, category: string) =>
    classed.filter((known) => known.category === category && cityOf.get(known.townCode) === cityCode(city)).length;

  it('says of every record that it is synthetic', () => {
    expect(
      [...province.categorisations, ...province.units, ...province.groups].every(({ source }) => isSynthetic(source)),
    ).toBe(true);
    expect(province.units.every(({ name }) => name.startsWith('（模拟）'))).toBe(true);
  });

  it.each(pairingAnnex().map((row) => [row.recipientCity, row] as const))(
    'meets the annex’s classes in %s where the register has the towns',
    (city, row) => {
      const short = city === '揭阳市' ? 1 : 0; // the register has one town less than the annex (I-67)
      expect([count(city, 'KEY_SUPPORT'), count(city, 'CONSOLIDATION')]).toEqual([
        row.keyTotal,
        row.consolidationTotal - short,
      ]);
    },
  );

  it.each(pioneerTowns().map(({ city, towns }) => [city, towns] as const))(
    'meets the pioneer towns of %s where the register has them',
    (city, towns) => {
      expect(count(city, 'PIONEER')).toBe(city === '中山市' ? 15 : towns);
    },
  );

  it('never classes or groups a town that a document classes or groups', () => {
    const spoken = new Set(documents.categorisations.map(({ townCode }) => townCode));
    const grouped = new Set(documents.groups.map(({ townCode }) => townCode));
    expect(province.categorisations.filter(({ townCode }) => spoken.has(townCode))).toEqual([]);
    expect(province.groups.filter(({ townCode }) => grouped.has(townCode))).toEqual([]);
  });

  it('gives each helped town one group, each town one class', () => {
    expect(new Set(province.groups.map(({ townCode }) => townCode)).size).toBe(province.groups.length);
    expect(new Set(classed.map(({ townCode }) => townCode)).size).toBe(classed.length);
  });

  it('is the same every time', () => {
    expect(syntheticProvince()).toEqual(province);
  });
});
