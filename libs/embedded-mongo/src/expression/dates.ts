import { Int32, Long, ObjectId } from 'bson';
import type { Doc, Value } from '../bson/values';
import { isDoc, isNullish, isNumber, kindOf, numberOf, show } from '../bson/values';
import { notSupported, serverError } from '../errors';

const DAY = 86_400_000;

/** A zone's offset from UTC at an instant, in milliseconds. Zones are `UTC`, `+08:00`, or an Olson name. */
function offsetAt(zone: string, at: Date): number {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    }).formatToParts(at);
  } catch {
    throw serverError(40485, `unrecognized time zone identifier: "${zone}"`);
  }
  const part = (type: string) => Number(parts.find((item) => item.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(at.getTime() / 1000) * 1000;
}

/** A date whose UTC fields are the local fields of the zone. */
function local(date: Date, zone: Value | undefined): Date {
  if (zone === undefined) return date;
  if (typeof zone !== 'string') throw serverError(40517, `timezone must evaluate to a string, found ${kindOf(zone)}`);
  return new Date(date.getTime() + offsetAt(zone, date));
}

/** The instant of an argument: a date, or the time inside an ObjectId. */
export function instantOf(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  throw serverError(16006, `can't convert from BSON type ${kindOf(value)} to Date`);
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(Math.floor(date.getTime() / DAY) * DAY + (4 - (date.getUTCDay() || 7)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

const PARTS: Readonly<Record<string, (date: Date) => number>> = {
  $year: (date) => date.getUTCFullYear(),
  $month: (date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date) => date.getUTCDate(),
  $dayOfWeek: (date) => date.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $hour: (date) => date.getUTCHours(),
  $minute: (date) => date.getUTCMinutes(),
  $second: (date) => date.getUTCSeconds(),
  $millisecond: (date) => date.getUTCMilliseconds(),
  $isoDayOfWeek: (date) => date.getUTCDay() || 7,
  $isoWeek: (date) => isoWeek(date).week,
  $isoWeekYear: (date) => isoWeek(date).year,
};

/** True for `$year` and the other parts of a date. */
export function isDatePart(name: string): boolean {
  return Object.hasOwn(PARTS, name);
}

/** A part of a date in a zone; null for null. */
export function datePart(name: string, value: Value | undefined, zone: Value | undefined): Value {
  if (isNullish(value) || zone === null) return null;
  const number = (PARTS[name] as (date: Date) => number)(local(instantOf(value), zone));
  return name === '$isoWeekYear' ? Long.fromNumber(number) : new Int32(number);
}

const pad = (number: number, width = 2) => String(number).padStart(width, '0');
const FORMATS: Readonly<Record<string, (date: Date, offset: number) => string>> = {
  '%': () => '%',
  Y: (date) => pad(date.getUTCFullYear(), 4),
  m: (date) => pad(date.getUTCMonth() + 1),
  d: (date) => pad(date.getUTCDate()),
  H: (date) => pad(date.getUTCHours()),
  M: (date) => pad(date.getUTCMinutes()),
  S: (date) => pad(date.getUTCSeconds()),
  L: (date) => pad(date.getUTCMilliseconds(), 3),
  j: (date) => pad(dayOfYear(date), 3),
  w: (date) => String(date.getUTCDay() + 1),
  u: (date) => String(date.getUTCDay() || 7),
  V: (date) => pad(isoWeek(date).week),
  G: (date) => pad(isoWeek(date).year, 4),
  z: (_date, offset) =>
    `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 3_600_000))}${pad((Math.abs(offset) / 60_000) % 60)}`,
  Z: (_date, offset) => `${offset < 0 ? '-' : '+'}${Math.abs(offset) / 60_000}`,
};

/** `$dateToString` for evaluated arguments. */
export function dateToString(args: Doc): Value | undefined {
  const { date, timezone, onNull, format = '%Y-%m-%dT%H:%M:%S.%LZ' } = args as { [name: string]: Value | undefined };
  if (isNullish(date)) return 'onNull' in args ? onNull : null;
  if (timezone === null || format === null) return null;
  if (typeof format !== 'string')
    throw serverError(18533, `$dateToString requires that 'format' be a string, found: ${kindOf(format)}`);
  const instant = instantOf(date);
  const shown = local(instant, timezone);
  const pattern = timezone !== undefined && timezone !== 'UTC' && !('format' in args) ? '%Y-%m-%dT%H:%M:%S.%L' : format;
  return pattern.replace(/%(.?)/g, (_all, letter: string) => {
    const write = Object.hasOwn(FORMATS, letter) ? FORMATS[letter] : undefined;
    if (write === undefined) throw serverError(18536, `Invalid format character '%${letter}' in format string`);
    return write(shown, shown.getTime() - instant.getTime());
  });
}

const UNIT_MILLIS: Readonly<Record<string, number>> = {
  week: 7 * DAY,
  day: DAY,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const UNIT_MONTHS: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

function unitOf(unit: Value | undefined, name: string): string {
  if (typeof unit !== 'string' || !(Object.hasOwn(UNIT_MILLIS, unit) || Object.hasOwn(UNIT_MONTHS, unit))) {
    throw serverError('FailedToParse', `${name}: unknown time unit value: ${show(unit)}`);
  }
  return unit;
}

/** `$dateAdd` (direction 1) and `$dateSubtract` (-1), in UTC. */
export function dateAdd(name: string, args: Doc, direction: 1 | -1): Value {
  const { startDate, unit, amount, timezone } = args as { [name: string]: Value | undefined };
  if (isNullish(startDate) || isNullish(unit) || isNullish(amount) || timezone === null) return null;
  if (timezone !== undefined && timezone !== 'UTC') throw notSupported(`${name} with a timezone`);
  if (!isNumber(amount) || !Number.isInteger(numberOf(amount)))
    throw serverError(5166405, `${name} expects integer amount of time units`);
  const start = instantOf(startDate);
  const by = numberOf(amount) * direction;
  const months = UNIT_MONTHS[unitOf(unit, name)];
  if (months === undefined) return new Date(start.getTime() + by * (UNIT_MILLIS[unit as string] as number));
  const result = new Date(start);
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + by * months);
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return result;
}

/** `$dateDiff` in UTC: how many boundaries of the unit lie between two dates. */
export function dateDiff(args: Doc): Value {
  const { startDate, endDate, unit, timezone, startOfWeek } = args as { [name: string]: Value | undefined };
  if (isNullish(startDate) || isNullish(endDate) || isNullish(unit) || timezone === null) return null;
  if ((timezone !== undefined && timezone !== 'UTC') || startOfWeek !== undefined)
    throw notSupported('$dateDiff with a timezone or startOfWeek');
  const [start, end] = [instantOf(startDate), instantOf(endDate)];
  const months = UNIT_MONTHS[unitOf(unit, '$dateDiff')];
  if (months !== undefined) {
    const count = (date: Date) => Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
    return Long.fromNumber(count(end) - count(start));
  }
  const size = UNIT_MILLIS[unit as string] as number;
  // 1970-01-04 was a Sunday, MongoDB's first day of the week.
  const origin = unit === 'week' ? 3 * DAY : 0;
  const count = (date: Date) => Math.floor((date.getTime() - origin) / size);
  return Long.fromNumber(count(end) - count(start));
}

/** `$dateTrunc` in UTC, for a bin of one unit. */
export function dateTrunc(args: Doc): Value {
  const { date, unit, timezone, binSize, startOfWeek } = args as { [name: string]: Value | undefined };
  if (isNullish(date) || isNullish(unit) || timezone === null) return null;
  if (
    (timezone !== undefined && timezone !== 'UTC') ||
    startOfWeek !== undefined ||
    (binSize !== undefined && !(isNumber(binSize) && numberOf(binSize) === 1))
  ) {
    throw notSupported('$dateTrunc with a timezone, startOfWeek or binSize');
  }
  const at = instantOf(date);
  const months = UNIT_MONTHS[unitOf(unit, '$dateTrunc')];
  if (months !== undefined)
    return new Date(Date.UTC(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / months) * months, 1));
  const size = UNIT_MILLIS[unit as string] as number;
  const origin = unit === 'week' ? 3 * DAY : 0;
  return new Date(Math.floor((at.getTime() - origin) / size) * size + origin);
}

/** True if these arguments are the long form `{date, timezone}`. */
export function isDateArgs(operand: Value): operand is Doc {
  return isDoc(operand) && 'date' in operand;
}
