import { toYuan } from '@bangfu/kernel';
import { readWorkFund } from './county-work-fund';

describe("新丰县's work funds (I-20)", () => {
  it('come to 21万 for three teams and six village teams, or to 6万 as lump sums', () => {
    const { perTeam, lumpSum } = readWorkFund({ countyTeams: 3, villageTeams: 6 });
    expect([toYuan(perTeam), toYuan(lumpSum)]).toEqual(['210000.00', '60000.00']);
  });

  it('read alike only for one team of each kind', () => {
    const { perTeam, lumpSum } = readWorkFund({ countyTeams: 1, villageTeams: 1 });
    expect(perTeam).toBe(lumpSum);
  });
});
