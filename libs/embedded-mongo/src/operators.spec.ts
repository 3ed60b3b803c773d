import { Double, Int32, Long } from 'bson';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ACCUMULATORS, Grouping } from './aggregate/group';
import { STAGES } from './aggregate/pipeline';
import { compareValues } from './bson/compare';
import { encodeKey } from './bson/key-encoding';
import type { Doc, Value } from './bson/values';
import { isDoc } from './bson/values';
import { COMMAND_NAMES } from './commands/dispatch';
import { compileExpression, EXPRESSION_OPERATORS } from './expression/compile';
import { compileFilter } from './query/match';
import { MODIFIERS } from './update/modifiers';
import { compileUpdate } from './update/update';

/*
 * Every operator of the allow-lists on an int32, a double, null, a missing field and an array of mixed types. In the
 * tables 7 is an int32, 7.0 a double, 7L a long, !14 the error of code 14.
 */
const i = (n: number) => new Int32(n);
const d = (n: number) => new Double(n);
const SAMPLES: Doc[] = [{ x: i(7) }, { x: d(2.5) }, { x: null }, {}, { x: [i(1), d(2.5), null, 'a'] }];

function shown(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (value instanceof Double) return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (value instanceof Int32) return String(value.value);
  if (value instanceof Long) return `${value.toString()}L`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (isDoc(value))
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}: ${shown(item)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

function outcome(work: () => Value | undefined): string {
  try {
    return shown(work());
  } catch (error) {
    return `!${String((error as { code: unknown }).code)}`;
  }
}

type Five = [int: string, double: string, nothing: string, missing: string, mixed: string];

describe('expressions', () => {
  const ROWS: [operator: string, expression: Doc, ...Five][] = [
    ['$abs', { $abs: '$x' }, '7', '2.5', 'null', 'null', '!14'],
    ['$add', { $add: ['$x', i(1)] }, '8', '3.5', 'null', 'null', '!14'],
    ['$allElementsTrue', { $allElementsTrue: ['$x'] }, '!17040', '!17040', '!17040', '!17040', 'false'],
    ['$and', { $and: ['$x', true] }, 'true', 'true', 'false', 'false', 'true'],
    ['$anyElementTrue', { $anyElementTrue: ['$x'] }, '!17041', '!17041', '!17041', '!17041', 'true'],
    ['$arrayElemAt', { $arrayElemAt: ['$x', i(1)] }, '!28689', '!28689', 'null', 'null', '2.5'],
    ['$arrayToObject', { $arrayToObject: '$x' }, '!40386', '!40386', 'null', 'null', '!40392'],
    ['$avg', { $avg: '$x' }, '7.0', '2.5', 'null', 'null', '1.75'],
    ['$ceil', { $ceil: '$x' }, '7', '3.0', 'null', 'null', '!14'],
    ['$cmp', { $cmp: ['$x', i(3)] }, '1', '-1', '-1', '-1', '1'],
    ['$concat', { $concat: ['$x', '!'] }, '!16702', '!16702', 'null', 'null', '!16702'],
    ['$concatArrays', { $concatArrays: ['$x', [i(9)]] }, '!28664', '!28664', 'null', 'null', '[1, 2.5, null, "a", 9]'],
    ['$cond', { $cond: ['$x', 'yes', 'no'] }, '"yes"', '"yes"', '"no"', '"no"', '"yes"'],
    ['$const', { $const: i(1) }, '1', '1', '1', '1', '1'],
    [
      '$convert',
      { $convert: { input: '$x', to: 'string', onError: 'cannot', onNull: 'none' } },
      '"7"',
      '"2.5"',
      '"none"',
      '"none"',
      '"cannot"',
    ],
    [
      '$dateAdd',
      { $dateAdd: { startDate: new Date(0), unit: 'day', amount: '$x' } },
      '1970-01-08T00:00:00.000Z',
      '!5166405',
      'null',
      'null',
      '!5166405',
    ],
    [
      '$dateDiff',
      { $dateDiff: { startDate: new Date(0), endDate: '$x', unit: 'day' } },
      '!16006',
      '!16006',
      'null',
      'null',
      '!16006',
    ],
    [
      '$dateSubtract',
      { $dateSubtract: { startDate: new Date(0), unit: 'month', amount: '$x' } },
      '1969-06-01T00:00:00.000Z',
      '!5166405',
      'null',
      'null',
      '!5166405',
    ],
    ['$dateToString', { $dateToString: { date: '$x' } }, '!16006', '!16006', 'null', 'null', '!16006'],
    ['$dateTrunc', { $dateTrunc: { date: '$x', unit: 'day' } }, '!16006', '!16006', 'null', 'null', '!16006'],
    ['$divide', { $divide: ['$x', i(2)] }, '3.5', '1.25', 'null', 'null', '!14'],
    ['$eq', { $eq: ['$x', d(7)] }, 'true', 'false', 'false', 'false', 'false'],
    ['$exp', { $exp: '$x' }, '1096.6331584284585', '12.182493960703473', 'null', 'null', '!14'],
    [
      '$filter',
      { $filter: { input: '$x', cond: { $gt: ['$$this', i(1)] } } },
      '!28651',
      '!28651',
      'null',
      'null',
      '[2.5, "a"]',
    ],
    ['$first', { $first: '$x' }, '!28689', '!28689', 'null', 'null', '1'],
    ['$floor', { $floor: '$x' }, '7', '2.0', 'null', 'null', '!14'],
    ['$getField', { $getField: { field: 'y', input: '$x' } }, 'missing', 'missing', 'null', 'missing', 'missing'],
    ['$gt', { $gt: ['$x', i(3)] }, 'true', 'false', 'false', 'false', 'true'],
    ['$gte', { $gte: ['$x', i(3)] }, 'true', 'false', 'false', 'false', 'true'],
    ['$ifNull', { $ifNull: ['$x', 'none'] }, '7', '2.5', '"none"', '"none"', '[1, 2.5, null, "a"]'],
    ['$in', { $in: [i(1), '$x'] }, '!40081', '!40081', '!40081', '!40081', 'true'],
    ['$indexOfArray', { $indexOfArray: ['$x', 'a'] }, '!40090', '!40090', 'null', 'null', '3'],
    ['$indexOfCP', { $indexOfCP: ['$x', 'a'] }, '!40093', '!40093', 'null', 'null', '!40093'],
    ['$isArray', { $isArray: '$x' }, 'false', 'false', 'false', 'false', 'true'],
    ['$isNumber', { $isNumber: '$x' }, 'true', 'true', 'false', 'false', 'false'],
    ['$last', { $last: '$x' }, '!28689', '!28689', 'null', 'null', '"a"'],
    ['$let', { $let: { vars: { y: '$x' }, in: ['$$y'] } }, '[7]', '[2.5]', '[null]', '[null]', '[[1, 2.5, null, "a"]]'],
    ['$literal', { $literal: '$x' }, '"$x"', '"$x"', '"$x"', '"$x"', '"$x"'],
    ['$ln', { $ln: '$x' }, '1.9459101490553132', '0.9162907318741551', 'null', 'null', '!14'],
    ['$log10', { $log10: '$x' }, '0.8450980400142568', '0.3979400086720376', 'null', 'null', '!14'],
    ['$lt', { $lt: ['$x', i(3)] }, 'false', 'true', 'true', 'true', 'false'],
    ['$lte', { $lte: ['$x', i(3)] }, 'false', 'true', 'true', 'true', 'false'],
    ['$ltrim', { $ltrim: { input: '$x' } }, '!50699', '!50699', 'null', 'null', '!50699'],
    [
      '$map',
      { $map: { input: '$x', in: { $type: '$$this' } } },
      '!16883',
      '!16883',
      'null',
      'null',
      '["int", "double", "null", "string"]',
    ],
    ['$max', { $max: '$x' }, '7', '2.5', 'null', 'null', '"a"'],
    ['$mergeObjects', { $mergeObjects: ['$x', { y: i(1) }] }, '!40400', '!40400', '{y: 1}', '{y: 1}', '!40400'],
    ['$min', { $min: '$x' }, '7', '2.5', 'null', 'null', '1'],
    ['$mod', { $mod: ['$x', i(2)] }, '1', '0.5', 'null', 'null', '!16611'],
    ['$multiply', { $multiply: ['$x', i(2)] }, '14', '5.0', 'null', 'null', '!14'],
    ['$ne', { $ne: ['$x', d(7)] }, 'false', 'true', 'true', 'true', 'true'],
    ['$not', { $not: ['$x'] }, 'false', 'false', 'true', 'true', 'false'],
    ['$objectToArray', { $objectToArray: '$x' }, '!40390', '!40390', 'null', 'null', '!40390'],
    ['$or', { $or: ['$x', false] }, 'true', 'true', 'false', 'false', 'true'],
    ['$pow', { $pow: ['$x', i(2)] }, '49', '6.25', 'null', 'null', '!28762'],
    ['$range', { $range: [i(5), '$x'] }, '[5, 6]', '!34444', '!34444', '!34444', '!34444'],
    [
      '$reduce',
      { $reduce: { input: '$x', initialValue: i(0), in: { $add: ['$$value', i(1)] } } },
      '!40080',
      '!40080',
      'null',
      'null',
      '4',
    ],
    ['$regexFind', { $regexFind: { input: '$x', regex: 'a' } }, '!51104', '!51104', 'null', 'null', '!51104'],
    ['$regexFindAll', { $regexFindAll: { input: '$x', regex: 'a' } }, '!51104', '!51104', '[]', '[]', '!51104'],
    ['$regexMatch', { $regexMatch: { input: '$x', regex: 'a' } }, '!51104', '!51104', 'false', 'false', '!51104'],
    [
      '$replaceAll',
      { $replaceAll: { input: '$x', find: 'a', replacement: 'b' } },
      '!51746',
      '!51746',
      'null',
      'null',
      '!51746',
    ],
    [
      '$replaceOne',
      { $replaceOne: { input: '$x', find: 'a', replacement: 'b' } },
      '!51746',
      '!51746',
      'null',
      'null',
      '!51746',
    ],
    ['$reverseArray', { $reverseArray: '$x' }, '!34435', '!34435', 'null', 'null', '["a", null, 2.5, 1]'],
    ['$round', { $round: ['$x'] }, '7', '2.0', 'null', 'null', '!14'],
    ['$rtrim', { $rtrim: { input: '$x' } }, '!50699', '!50699', 'null', 'null', '!50699'],
    ['$setDifference', { $setDifference: ['$x', [i(1)]] }, '!17048', '!17048', 'null', 'null', '[2.5, null, "a"]'],
    ['$setEquals', { $setEquals: ['$x', [i(1)]] }, '!17044', '!17044', '!17044', '!17044', 'false'],
    [
      '$setField',
      { $setField: { field: 'y', input: {}, value: '$x' } },
      '{y: 7}',
      '{y: 2.5}',
      '{y: null}',
      '{}',
      '{y: [1, 2.5, null, "a"]}',
    ],
    ['$setIntersection', { $setIntersection: ['$x', [d(1), 'a']] }, '!17047', '!17047', 'null', 'null', '[1, "a"]'],
    ['$setIsSubset', { $setIsSubset: [[i(1)], '$x'] }, '!17046', '!17046', '!17046', '!17046', 'true'],
    ['$setUnion', { $setUnion: ['$x', [d(1), 'b']] }, '!17043', '!17043', 'null', 'null', '[null, 1, 2.5, "a", "b"]'],
    ['$size', { $size: '$x' }, '!17124', '!17124', '!17124', '!17124', '4'],
    ['$slice', { $slice: ['$x', i(2)] }, '!28724', '!28724', 'null', 'null', '[1, 2.5]'],
    [
      '$sortArray',
      { $sortArray: { input: '$x', sortBy: i(-1) } },
      '!2942504',
      '!2942504',
      'null',
      'null',
      '["a", 2.5, 1, null]',
    ],
    ['$split', { $split: ['$x', 'a'] }, '!40085', '!40085', 'null', 'null', '!40085'],
    ['$sqrt', { $sqrt: '$x' }, '2.6457513110645907', '1.5811388300841898', 'null', 'null', '!14'],
    ['$strLenBytes', { $strLenBytes: '$x' }, '!34473', '!34473', '!34473', '!34473', '!34473'],
    ['$strLenCP', { $strLenCP: '$x' }, '!34471', '!34471', '!34471', '!34471', '!34471'],
    ['$substr', { $substr: ['$x', i(0), i(1)] }, '"7"', '"2"', '""', '""', '!16007'],
    ['$substrBytes', { $substrBytes: ['$x', i(0), i(1)] }, '"7"', '"2"', '""', '""', '!16007'],
    ['$substrCP', { $substrCP: ['$x', i(0), i(1)] }, '"7"', '"2"', '""', '""', '!16007'],
    ['$subtract', { $subtract: ['$x', i(1)] }, '6', '1.5', 'null', 'null', '!14'],
    ['$sum', { $sum: '$x' }, '7', '2.5', '0', '0', '3.5'],
    [
      '$switch',
      { $switch: { branches: [{ case: '$x', then: 'yes' }], default: 'no' } },
      '"yes"',
      '"yes"',
      '"no"',
      '"no"',
      '"yes"',
    ],
    ['$toBool', { $toBool: '$x' }, 'true', 'true', 'null', 'null', 'true'],
    ['$toDate', { $toDate: '$x' }, '!241', '1970-01-01T00:00:00.002Z', 'null', 'null', '!241'],
    ['$toDouble', { $toDouble: '$x' }, '7.0', '2.5', 'null', 'null', '!241'],
    ['$toInt', { $toInt: '$x' }, '7', '2', 'null', 'null', '!241'],
    ['$toLong', { $toLong: '$x' }, '7L', '2L', 'null', 'null', '!241'],
    ['$toLower', { $toLower: '$x' }, '"7"', '"2.5"', '""', '""', '!16007'],
    ['$toObjectId', { $toObjectId: '$x' }, '!241', '!241', 'null', 'null', '!241'],
    ['$toString', { $toString: '$x' }, '"7"', '"2.5"', 'null', 'null', '!241'],
    ['$toUpper', { $toUpper: '$x' }, '"7"', '"2.5"', '""', '""', '!16007'],
    ['$trim', { $trim: { input: '$x' } }, '!50699', '!50699', 'null', 'null', '!50699'],
    ['$trunc', { $trunc: ['$x'] }, '7', '2.0', 'null', 'null', '!14'],
    ['$type', { $type: '$x' }, '"int"', '"double"', '"null"', '"missing"', '"array"'],
    ['$year', { $year: '$x' }, '!16006', '!16006', 'null', 'null', '!16006'],
  ];

  it.each(ROWS)('%s on int, double, null, missing and mixed', (_name, expression, ...wanted) => {
    expect(SAMPLES.map((root) => outcome(() => compileExpression(expression, {})({ root, variables: {} })))).toEqual(
      wanted,
    );
  });

  it('are all in the table', () => {
    expect([...new Set(ROWS.map(([name]) => name))].sort()).toEqual([...EXPRESSION_OPERATORS, '$year'].sort());
  });
});

describe('accumulators', () => {
  const ROWS: [operator: string, ...Five, all: string][] = [
    ['$sum', '14', '5.0', '0', '0', '0', '9.5'],
    ['$avg', '7.0', '2.5', 'null', 'null', 'null', '4.75'],
    ['$min', '7', '2.5', 'null', 'null', '[1, 2.5, null, "a"]', '2.5'],
    ['$max', '7', '2.5', 'null', 'null', '[1, 2.5, null, "a"]', '[1, 2.5, null, "a"]'],
    ['$first', '7', '2.5', 'null', 'null', '[1, 2.5, null, "a"]', '7'],
    ['$last', '7', '2.5', 'null', 'null', '[1, 2.5, null, "a"]', '[1, 2.5, null, "a"]'],
    [
      '$push',
      '[7, 7]',
      '[2.5, 2.5]',
      '[null, null]',
      '[]',
      '[[1, 2.5, null, "a"], [1, 2.5, null, "a"]]',
      '[7, 2.5, null, [1, 2.5, null, "a"]]',
    ],
    ['$addToSet', '[7]', '[2.5]', '[null]', '[]', '[[1, 2.5, null, "a"]]', '[7, 2.5, null, [1, 2.5, null, "a"]]'],
    ['$mergeObjects', '!40400', '!40400', '{}', '{}', '!40400', '!40400'],
  ];
  const accumulate = (name: string, docs: Doc[]) => {
    const grouping = new Grouping({ _id: null, result: { [name]: '$x' } }, {});
    for (const doc of docs) grouping.add(doc);
    return grouping.result()[0]?.['result'];
  };

  it.each(ROWS)('%s over two alike, and over all', (name, ...wanted) => {
    const twice = SAMPLES.map((doc) => outcome(() => accumulate(name, [doc, doc])));
    expect([...twice, outcome(() => accumulate(name, SAMPLES))]).toEqual(wanted);
  });

  it('are all in the table', () => {
    expect([...ROWS.map(([name]) => name), '$count'].sort()).toEqual(Object.keys(ACCUMULATORS).sort());
  });

  it('$sum of doubles loses nothing to rounding that MongoDB keeps', () => {
    expect(
      accumulate(
        '$sum',
        [0.1, 0.2, 0.3].map((n) => ({ x: d(n) })),
      ),
    ).toEqual(d(0.6));
    expect(
      accumulate(
        '$sum',
        [i(2_147_483_647), i(1)].map((x) => ({ x })),
      ),
    ).toEqual(Long.fromNumber(2_147_483_648));
  });
});

describe('query operators', () => {
  const ROWS: [operators: Doc, matches: string][] = [
    [{ $eq: i(7) }, 'y----'],
    [{ $eq: d(7) }, 'y----'],
    [{ $eq: null }, '--yyy'],
    [{ $eq: [i(1), d(2.5), null, 'a'] }, '----y'],
    [{ $ne: i(7) }, '-yyyy'],
    [{ $ne: null }, 'yy---'],
    [{ $gt: i(2) }, 'yy--y'],
    [{ $gt: null }, '-----'],
    [{ $gte: d(2.5) }, 'yy--y'],
    [{ $gte: null }, '--yyy'],
    [{ $lt: i(7) }, '-y--y'],
    [{ $lt: 'b' }, '----y'],
    [{ $lte: i(7) }, 'yy--y'],
    [{ $lte: null }, '--yyy'],
    [{ $in: [i(7), 'a'] }, 'y---y'],
    [{ $in: [null] }, '--yyy'],
    [{ $nin: [i(7), 'a'] }, '-yyy-'],
    [{ $nin: [null] }, 'yy---'],
    [{ $exists: true }, 'yyy-y'],
    [{ $exists: false }, '---y-'],
    [{ $type: 'int' }, 'y---y'],
    [{ $type: 'double' }, '-y--y'],
    [{ $type: 'number' }, 'yy--y'],
    [{ $type: 'null' }, '--y-y'],
    [{ $type: 'array' }, '----y'],
    [{ $type: ['string', 'null'] }, '--y-y'],
    [{ $type: i(16) }, 'y---y'],
    [{ $mod: [i(2), i(1)] }, 'y---y'],
    [{ $regex: '^A', $options: 'i' }, '----y'],
    [{ $size: i(4) }, '----y'],
    [{ $all: [i(1), 'a'] }, '----y'],
    [{ $all: [null] }, '--yyy'],
    [{ $all: [] }, '-----'],
    [{ $elemMatch: { $gt: i(2) } }, '----y'],
    [{ $elemMatch: { $eq: null } }, '----y'],
    [{ $not: { $gt: i(2) } }, '--yy-'],
    [{ $not: { $size: i(4) } }, 'yyyy-'],
  ];

  it.each(ROWS)('%j matches int, double, null, missing and mixed as %s', (operators, wanted) => {
    const matches = compileFilter({ x: operators });
    expect(SAMPLES.map((doc) => (matches(doc) ? 'y' : '-')).join('')).toBe(wanted);
  });
});

describe('update operators', () => {
  const ROWS: [operator: string, operand: Value, ...Five][] = [
    ['$set', i(1), '{x: 1}', '{x: 1}', '{x: 1}', '{x: 1}', '{x: 1}'],
    ['$setOnInsert', i(1), '{x: 7}', '{x: 2.5}', '{x: null}', '{}', '{x: [1, 2.5, null, "a"]}'],
    ['$unset', '', '{}', '{}', '{}', '{}', '{}'],
    ['$inc', i(1), '{x: 8}', '{x: 3.5}', '!14', '{x: 1}', '!14'],
    ['$inc', d(0.5), '{x: 7.5}', '{x: 3.0}', '!14', '{x: 0.5}', '!14'],
    ['$mul', i(2), '{x: 14}', '{x: 5.0}', '!14', '{x: 0}', '!14'],
    ['$mul', d(2), '{x: 14.0}', '{x: 5.0}', '!14', '{x: 0.0}', '!14'],
    ['$min', i(5), '{x: 5}', '{x: 2.5}', '{x: null}', '{x: 5}', '{x: 5}'],
    ['$max', i(5), '{x: 7}', '{x: 5}', '{x: 5}', '{x: 5}', '{x: [1, 2.5, null, "a"]}'],
    ['$min', null, '{x: null}', '{x: null}', '{x: null}', '{x: null}', '{x: null}'],
    ['$max', 'a', '{x: "a"}', '{x: "a"}', '{x: "a"}', '{x: "a"}', '{x: [1, 2.5, null, "a"]}'],
    ['$push', i(1), '!2', '!2', '!2', '{x: [1]}', '{x: [1, 2.5, null, "a", 1]}'],
    ['$addToSet', d(1), '!2', '!2', '!2', '{x: [1.0]}', '{x: [1, 2.5, null, "a"]}'],
    ['$addToSet', 'b', '!2', '!2', '!2', '{x: ["b"]}', '{x: [1, 2.5, null, "a", "b"]}'],
    ['$pop', i(1), '!14', '!14', '!14', '{}', '{x: [1, 2.5, null]}'],
    ['$pop', i(-1), '!14', '!14', '!14', '{}', '{x: [2.5, null, "a"]}'],
    ['$pull', i(1), '!2', '!2', '!2', '{}', '{x: [2.5, null, "a"]}'],
    ['$pull', { $gte: i(2) }, '!2', '!2', '!2', '{}', '{x: [1, null, "a"]}'],
    ['$pullAll', [null, d(1)], '!2', '!2', '!2', '{}', '{x: [2.5, "a"]}'],
    ['$bit', { or: i(8) }, '{x: 15}', '!2', '!2', '{x: 8}', '!2'],
    ['$rename', 'y', '{y: 7}', '{y: 2.5}', '{y: null}', '{}', '{y: [1, 2.5, null, "a"]}'],
    [
      '$currentDate',
      true,
      '{x: 1970-01-01T00:00:00.000Z}',
      '{x: 1970-01-01T00:00:00.000Z}',
      '{x: 1970-01-01T00:00:00.000Z}',
      '{x: 1970-01-01T00:00:00.000Z}',
      '{x: 1970-01-01T00:00:00.000Z}',
    ],
  ];

  it.each(ROWS)('%s %j on int, double, null, missing and mixed', (operator, operand, ...wanted) => {
    const apply = (doc: Doc) => {
      const update = compileUpdate({
        update: { [operator]: { x: operand } },
        filter: {},
        arrayFilters: [],
        variables: {},
        now: new Date(0),
      });
      const copy = Object.fromEntries(
        Object.entries(doc).map(([name, item]) => [name, Array.isArray(item) ? [...item] : item]),
      );
      const { _id, ...rest } = update.apply({ _id: i(0), ...copy });
      return rest;
    };
    expect(SAMPLES.map((doc) => outcome(() => apply(doc)))).toEqual(wanted);
  });

  it('are all in the table', () => {
    expect([...new Set(ROWS.map(([name]) => name))].sort()).toEqual([...Object.keys(MODIFIERS), '$rename'].sort());
  });
});

it('strings above the Basic Multilingual Plane sort by their UTF-8 bytes', () => {
  const texts = ['\u{1f600}', '\uffff', 'z', '', '\u4e00', 'za'];
  const wanted = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...texts].sort(compareValues)).toEqual(wanted);
  expect([...texts].sort((a, b) => Buffer.compare(encodeKey(a), encodeKey(b)))).toEqual(wanted);
});

it('the README names every command, stage, accumulator and update operator', () => {
  const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
  const names = [...COMMAND_NAMES, ...STAGES, ...Object.keys(ACCUMULATORS), ...Object.keys(MODIFIERS)];
  const aliases = ['buildinfo', 'dbstats', 'findandmodify', 'isMaster', 'ismaster'];
  expect(names.filter((name) => !aliases.includes(name) && !readme.includes(name))).toEqual([]);
});
