import { pairingAnnex, pioneerTowns } from './pairing-annex';
import { divisions, villages } from './register';
import type { DivisionRow } from './register';
import { xinfengTeams } from './xinfeng';

const register = divisions();
const byCode = new Map(register.map((division) => [division.code, division]));
const ofKind = (...kinds: readonly string[]): readonly DivisionRow[] =>
  register.filter(({ kind }) => kinds.includes(kind));

function cityOf(division: DivisionRow): DivisionRow {
  if (division.level === 'PREFECTURE_CITY') return division;
  const parent = division.parent === null ? undefined : byCode.get(division.parent);
  if (parent === undefined) throw new Error(`${division.code} lies in no city`);
  return cityOf(parent);
}

describe('the register of divisions', () => {
  it('has 1 province, 21 cities, 122 counties and 1,757 town-level divisions', () => {
    const levels = ['PROVINCE', 'PREFECTURE_CITY', 'COUNTY', 'TOWNSHIP'];
    expect(levels.map((level) => register.filter((division) => division.level === level).length)).toEqual([
      1, 21, 122, 1757,
    ]);
  });

  it('has 1,117 towns, 11 townships, 482 subdistricts and 147 other places, each of these with a label', () => {
    const kinds = ['TOWN', 'RURAL_TOWNSHIP', 'SUBDISTRICT', 'OTHER'];
    expect(kinds.map((kind) => ofKind(kind).length)).toEqual([1117, 11, 482, 147]);
    expect(ofKind('OTHER').find(({ name }) => name === '葵潭农场')?.label).toBe('农场');
    expect(ofKind('OTHER').find(({ name }) => name === '松山湖')?.label).toBe('松山湖');
  });

  it('has every parent before its children, one level or, in cities without counties, two levels up', () => {
    const seen = new Set<string>();
    const parentsOfTowns = new Set<string>();
    for (const { code, parent, level } of register) {
      if (parent !== null) expect(seen.has(parent)).toBe(true);
      if (level === 'TOWNSHIP' && parent !== null) parentsOfTowns.add(parent);
      seen.add(code);
    }
    const cities = [...parentsOfTowns].filter(
      (code) => register.find((division) => division.code === code)?.level !== 'COUNTY',
    );
    expect(cities).toEqual(['441900', '442000']);
    expect(register.filter(({ name }) => name === '东莞市' || name === '中山市')).toHaveLength(2);
  });

  it('keeps an ethnic township a township and a district a district', () => {
    expect(ofKind('RURAL_TOWNSHIP').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['蓝田瑶族乡', '下帅壮族瑶族乡']),
    );
    expect(register.find(({ name }) => name === '北乡镇')?.kind).toBe('TOWN');
    expect(register.find(({ name }) => name === '西乡街道')?.kind).toBe('SUBDISTRICT');
    expect(register.find(({ name }) => name === '乳源瑶族自治县')?.kind).toBe('COUNTY');
    expect(register.find(({ name }) => name === '廉江市')?.kind).toBe('COUNTY_CITY');
  });

  it('has 新丰县 (440233) with its seven divisions, 回龙镇 (440233105) among them, and 黄磜镇 for the printed 黄磔镇', () => {
    const county = register.find(({ name }) => name === '新丰县');
    expect(county).toMatchObject({ code: '440233', kind: 'COUNTY', parent: '440200' });
    const towns = register.filter(({ parent }) => parent === county?.code);
    expect(towns.find(({ name }) => name === '回龙镇')?.code).toBe('440233105');
    const printed = xinfengTeams().map(({ town }) => town);
    expect(printed.filter((town) => !towns.some(({ name }) => name === town))).toEqual(['黄磔镇']);
    expect(towns.filter(({ name }) => !printed.includes(name)).map(({ name }) => name)).toEqual(['黄磜镇']);
  });

  it('differs from the annex in four cities, 1,128 towns and townships against 1,127 (I-67)', () => {
    const annex = new Map<string, number>();
    for (const row of pairingAnnex()) annex.set(row.recipientCity, row.keyTotal + row.consolidationTotal);
    for (const row of pioneerTowns()) annex.set(row.city, (annex.get(row.city) ?? 0) + row.towns);
    const registered = new Map<string, number>();
    for (const town of ofKind('TOWN', 'RURAL_TOWNSHIP')) {
      const city = cityOf(town).name;
      registered.set(city, (registered.get(city) ?? 0) + 1);
    }
    const cities = ofKind('PREFECTURE_CITY').map(({ name }) => name);
    const differing = cities.filter((city) => (annex.get(city) ?? 0) !== (registered.get(city) ?? 0));
    expect(Object.fromEntries(differing.map((city) => [city, [annex.get(city), registered.get(city)]]))).toEqual({
      梅州市: [104, 105],
      汕尾市: [40, 44],
      揭阳市: [65, 64],
      中山市: [18, 15],
    });
    const total = (counts: ReadonlyMap<string, number>): number =>
      [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect([total(annex), total(registered)]).toEqual([1127, 1128]);
  });
});

describe('the villages of the register', () => {
  const rows = villages();

  it('has 26,842, of which 19,293 administrative villages, 7,352 communities and 197 that it does not tell', () => {
    const kinds = ['ADMIN_VILLAGE', 'COMMUNITY', null];
    expect(rows).toHaveLength(26_842);
    expect(kinds.map((kind) => rows.filter((row) => row.kind === kind).length)).toEqual([19_293, 7_352, 197]);
  });

  it('lie in town-level divisions of the register', () => {
    expect(rows.filter(({ parent }) => byCode.get(parent)?.level !== 'TOWNSHIP')).toEqual([]);
  });

  it('a statistical stand-in is neither a village nor a community', () => {
    expect(rows.filter(({ name, kind }) => name.includes('虚拟') && kind !== null)).toEqual([]);
  });
});
