import { changedSinceApproval, changesBetween } from './index';
import { AUTHOR, aDraft, after, done, take } from './testing/builders';

describe('what changed since the last approval', () => {
  it('is not known before the first: all of it is new', () => {
    expect(changedSinceApproval(after('REVISE', 'SUBMIT'))).toBeNull();
  });

  it('is nothing while the approved content stands, and after reopening until it is revised', () => {
    expect(changedSinceApproval(after('SUBMIT', 'APPROVE', 'LOCK'))).toEqual([]);
    expect(changedSinceApproval(after('SUBMIT', 'APPROVE', 'REOPEN'))).toEqual([]);
  });

  it('is shown to the reviewer field by field, over returns in between', () => {
    const reopened = after('SUBMIT', 'APPROVE', 'REOPEN');
    const revised = done(take(reopened, 'REVISE', AUTHOR, { content: { towns: 96, note: '更正' } }));
    expect(changedSinceApproval(revised)).toEqual([
      { path: '/towns', kind: 'CHANGED', before: 95, after: 96 },
      { path: '/note', kind: 'ADDED', before: null, after: '更正' },
    ]);
  });

  it('counts from the newest approval', () => {
    expect(changedSinceApproval(after('SUBMIT', 'APPROVE', 'REOPEN', 'REVISE', 'SUBMIT', 'APPROVE'))).toEqual([]);
    expect(aDraft().approved).toBeNull();
  });
});

describe('the difference of two contents', () => {
  it.each([
    ['nothing, whatever the order of fields', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['nothing for a field left undefined', { a: 1 }, { a: 1, b: undefined }, []],
    [
      'a field within',
      { a: { b: { c: 1 } } },
      { a: { b: { c: 2 } } },
      [{ path: '/a/b/c', kind: 'CHANGED', before: 1, after: 2 }],
    ],
    ['a field added', {}, { a: 1 }, [{ path: '/a', kind: 'ADDED', before: null, after: 1 }]],
    ['a field removed', { a: null }, {}, [{ path: '/a', kind: 'REMOVED', before: null, after: null }]],
    ['a field that becomes null', { a: 1 }, { a: null }, [{ path: '/a', kind: 'CHANGED', before: 1, after: null }]],
    [
      'a place of a list',
      [1, 2],
      [1, 3, 4],
      [
        { path: '/1', kind: 'CHANGED', before: 2, after: 3 },
        { path: '/2', kind: 'ADDED', before: null, after: 4 },
      ],
    ],
    [
      'a list in place of fields',
      { a: { 0: 1 } },
      { a: [1] },
      [{ path: '/a', kind: 'CHANGED', before: { 0: 1 }, after: [1] }],
    ],
    ['the whole', 1, 'one', [{ path: '', kind: 'CHANGED', before: 1, after: 'one' }]],
    [
      'a name with slash and tilde',
      { 'a/b~c': 1 },
      { 'a/b~c': 2 },
      [{ path: '/a~1b~0c', kind: 'CHANGED', before: 1, after: 2 }],
    ],
  ])('%s', (_what, before, after_, changes) => {
    expect(changesBetween(before, after_)).toEqual(changes);
  });
});
