import { assessedAndResponsible, commonFirstItem, listGaps } from './measure';
import type { ListGap } from './measure';

const COMMON = '各级党委、政府';

describe('a list of responsible units', () => {
  it.each<[readonly string[], boolean, readonly ListGap[]]>([
    [[COMMON, '省乡村振兴局'], false, []],
    [[COMMON, '省乡村振兴局'], true, ['OPEN_ENDED']],
    [['省医保局'], false, ['NO_COMMON_FIRST_ITEM']],
    [[COMMON, '各帮扶市'], false, ['NO_PROVINCIAL_UNIT']],
    [[COMMON, '团省委'], false, []],
    [[], true, ['OPEN_ENDED', 'NO_COMMON_FIRST_ITEM', 'NO_PROVINCIAL_UNIT']],
  ])('%j, open-ended %p, leaves open %j (I-36)', (responsibleUnits, openEnded, gaps) => {
    expect(listGaps({ responsibleUnits, openEnded }, COMMON)).toEqual(gaps);
  });

  it('has in common what most lists of the document begin with', () => {
    const lists = [[COMMON, '省财政厅'], ['省医保局'], [COMMON], []];
    expect(commonFirstItem(lists.map((responsibleUnits) => ({ responsibleUnits })))).toBe(COMMON);
    expect(commonFirstItem([])).toBeNull();
  });
});

describe('a measure that sets out to assess', () => {
  it.each<[string, readonly string[], string | null]>([
    ['对各帮扶市开展考核', ['粤桂协作工作队', '各帮扶市'], '各帮扶市'],
    ['对省直单位开展综合评价', ['各帮扶市', '有关省直单位'], '有关省直单位'],
    ['对各帮扶市开展考核', ['省乡村振兴局'], null],
    ['召开工作会议', ['各帮扶市'], null],
  ])('%s, with %j responsible, has it assess itself: %s (I-18)', (title, responsibleUnits, body) => {
    expect(assessedAndResponsible({ title, responsibleUnits })).toBe(body);
  });
});
