import { partStatuses, summary } from './part-status';

const NAMES = ['organization', 'personnel', 'funds', 'assessment', 'gateway'];
const answer = (ready: (name: string) => boolean) => ({ parts: NAMES.map((name) => ({ name, ready: ready(name) })) });

describe('the state of the parts', () => {
  it('is ready when every part says so', () => {
    const parts = partStatuses(answer(() => true));
    expect(parts.map(({ name }) => name)).toEqual(NAMES);
    expect(new Set(parts.map(({ state }) => state))).toEqual(new Set(['ready']));
    expect(summary(parts)).toBe('各部分均已就绪。');
  });

  it('names the part that is not ready', () => {
    expect(summary(partStatuses(answer((name) => name !== 'funds')))).toBe(
      '资金尚未就绪；其余部分的数据可以照常查询。',
    );
  });

  it.each([
    ['no answer', null],
    ['a text', 'Not Found'],
    ['another form', { parts: { funds: true } }],
    ['parts of another form', { parts: [null, 'funds', { name: 'funds' }, { name: 3, ready: true }] }],
  ])('is unknown, never ready, after %s', (_case, given) => {
    const parts = partStatuses(given);
    expect(parts).toHaveLength(5);
    expect(parts.every(({ state }) => state === 'unknown')).toBe(true);
    expect(summary(parts)).toBe('暂时无法得知各部分的状态。');
  });

  it('is partly unknown when the gateway leaves a part out', () => {
    expect(summary(partStatuses({ parts: [{ name: 'funds', ready: true }] }))).toBe('部分状态暂时未知。');
  });

  it('lists a part it does not know under its own name', () => {
    expect(partStatuses({ parts: [{ name: 'scheduler', ready: false }] }).at(-1)).toMatchObject({
      title: 'scheduler',
      state: 'not-ready',
    });
  });
});
