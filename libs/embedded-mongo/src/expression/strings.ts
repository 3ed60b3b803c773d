import { BSONRegExp, Int32, Timestamp } from 'bson';
import type { Doc, Value } from '../bson/values';
import { isNullish, isNumber, kindOf } from '../bson/values';
import { notSupported, serverError } from '../errors';
import { compileRegex } from '../query/regex';
import { toText } from './conversion';
import type { OperatorTable } from './operator';
import { fixed, textOf, variadic, wholeOf } from './operator';

/** The text that some operators on text also make of numbers and dates. */
function coerced(value: Value, name: string): string {
  if (value instanceof Timestamp) throw notSupported(`${name} of a timestamp`);
  return isNumber(value) || value instanceof Date ? toText(value) : textOf(value, name, 16007);
}

/** Upper or lower case of ASCII letters only, as MongoDB's `$toUpper` and `$toLower`. */
function changeCase(letters: RegExp, change: (text: string) => string) {
  return fixed(1, ([value], name) => {
    if (isNullish(value)) return '';
    const text = coerced(value, name);
    return text.replace(letters, change);
  });
}

function concat(args: readonly (Value | undefined)[]): Value {
  if (args.some(isNullish)) return null;
  return args
    .map((arg) => {
      if (typeof arg !== 'string') throw serverError(16702, `$concat only supports strings, not ${kindOf(arg)}`);
      return arg;
    })
    .join('');
}

function substringByCodePoints([value, start, count]: readonly (Value | undefined)[]): Value {
  const text = isNullish(value) ? '' : coerced(value, '$substrCP');
  const from = wholeOf(start, '$substrCP', 34451);
  const length = wholeOf(count, '$substrCP', 34453);
  if (from < 0) throw serverError(34452, `$substrCP: starting index must be non-negative`);
  if (length < 0) throw serverError(34454, `$substrCP: length must be non-negative`);
  return [...text].slice(from, from + length).join('');
}

function substringByBytes([value, start, count]: readonly (Value | undefined)[]): Value {
  const text = isNullish(value) ? '' : coerced(value, '$substrBytes');
  const bytes = Buffer.from(text);
  const from = wholeOf(start, '$substrBytes', 16034);
  const length = wholeOf(count, '$substrBytes', 16035);
  if (from < 0) throw serverError(50752, `$substrBytes: starting index must be non-negative (got: ${from})`);
  const end = length < 0 ? bytes.length : Math.min(from + length, bytes.length);
  const splits = (at: number) => at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80;
  if (splits(from))
    throw serverError(28656, '$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.');
  if (splits(end))
    throw serverError(28657, '$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.');
  return bytes.subarray(from, end).toString();
}

function indexOfCodePoint(args: readonly (Value | undefined)[]): Value {
  const [value, part, start, end] = args;
  if (isNullish(value)) return null;
  const points = [...textOf(value, '$indexOfCP', 40093)];
  const wanted = [...textOf(part, '$indexOfCP', 40094)];
  const from = start === undefined ? 0 : wholeOf(start, '$indexOfCP', 40096);
  const to = end === undefined ? points.length : Math.min(wholeOf(end, '$indexOfCP', 40096), points.length);
  for (let at = from; at + wanted.length <= to; at += 1) {
    if (wanted.every((point, i) => points[at + i] === point)) return new Int32(at);
  }
  return new Int32(-1);
}

function split([value, separator]: readonly (Value | undefined)[]): Value {
  if (isNullish(value) || isNullish(separator)) return null;
  const text = textOf(value, '$split', 40085);
  const by = textOf(separator, '$split', 40086);
  if (by === '') throw serverError(40087, '$split requires a non-empty separator');
  return text.split(by);
}

/** MongoDB's white space: Unicode's, and the zero byte. */
const SPACE = new Set('\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a');

/** Trims code points of `chars`, or white space, from the chosen ends. */
export function trim(
  name: '$trim' | '$ltrim' | '$rtrim',
  input: Value | undefined,
  chars: Value | undefined,
  hasChars: boolean,
): Value {
  if (isNullish(input)) return null;
  const points = [...textOf(input, name, 50699)];
  if (hasChars && isNullish(chars)) return null;
  const drop = hasChars ? new Set(textOf(chars, name, 50700)) : SPACE;
  let from = 0;
  let to = points.length;
  if (name !== '$rtrim') while (from < to && drop.has(points[from] as string)) from += 1;
  if (name !== '$ltrim') while (to > from && drop.has(points[to - 1] as string)) to -= 1;
  return points.slice(from, to).join('');
}

/** What `$regexMatch`, `$regexFind` and `$regexFindAll` answer. */
export function applyRegex(
  name: string,
  input: Value | undefined,
  regex: Value | undefined,
  options: Value | undefined,
): Value {
  const compiled = isNullish(regex) ? undefined : regexArgument(name, regex, options);
  const none: Value = name === '$regexMatch' ? false : name === '$regexFind' ? null : [];
  if (isNullish(input) || compiled === undefined) return none;
  const text = textOf(input, name, 51104);
  if (name === '$regexMatch') return compiled.test(text);
  const found = [...text.matchAll(new RegExp(compiled.source, `${compiled.flags}g`))].map((match): Doc => ({
    match: match[0],
    idx: new Int32([...text.slice(0, match.index)].length),
    captures: match.slice(1).map((capture: string | undefined) => capture ?? null),
  }));
  return name === '$regexFind' ? (found[0] ?? null) : found;
}

function regexArgument(name: string, regex: Value, options: Value | undefined): RegExp {
  const flags = isNullish(options) ? '' : textOf(options, name, 51106);
  if (regex instanceof BSONRegExp) return compileRegex(flags === '' ? regex : new BSONRegExp(regex.pattern, flags));
  return compileRegex(new BSONRegExp(textOf(regex, name, 51105), flags));
}

/** `$replaceOne` and `$replaceAll`. */
export function replaceText(
  name: '$replaceOne' | '$replaceAll',
  input: Value | undefined,
  find: Value | undefined,
  replacement: Value | undefined,
): Value {
  for (const value of [input, find, replacement]) if (!isNullish(value)) textOf(value, name, 51746);
  if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null;
  const by = () => replacement as string;
  return name === '$replaceOne'
    ? (input as string).replace(find as string, by)
    : (input as string).replaceAll(find as string, by);
}

/** Operators on text. */
export const STRINGS: OperatorTable = {
  $concat: variadic(concat),
  $toUpper: changeCase(/[a-z]/g, (letter) => letter.toUpperCase()),
  $toLower: changeCase(/[A-Z]/g, (letter) => letter.toLowerCase()),
  $strLenCP: fixed(1, ([value], name) => new Int32([...textOf(value, name, 34471)].length)),
  $strLenBytes: fixed(1, ([value], name) => new Int32(Buffer.byteLength(textOf(value, name, 34473)))),
  $substrCP: fixed(3, substringByCodePoints),
  $substrBytes: fixed(3, substringByBytes),
  $substr: fixed(3, substringByBytes),
  $indexOfCP: variadic(indexOfCodePoint, 2, 4),
  $split: fixed(2, split),
};
