import { MalformedValue, shown } from './malformed';

/**
 * A civil date, `YYYY-MM-DD`, in the programme's time zone and without a time of day. Kept as text so that no time
 * zone can move it by a day; two dates compare by `<` and `>`.
 */
export type PlainDate = string & { readonly __brand: 'PlainDate' };

/** The zone in which "today" is decided: the documents are Guangdong's. */
export const PROGRAMME_TIME_ZONE = 'Asia/Shanghai';

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/**
 * Reads a civil date.
 * @throws MalformedValue (`DATE`) when the text is not `YYYY-MM-DD` or names a day that does not exist (2023-02-29).
 */
export function plainDate(text: string): PlainDate {
  const match = PATTERN.exec(text);
  if (!match) throw new MalformedValue('DATE', text, `'${shown(text)}' is not a date of the form YYYY-MM-DD`);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const instant = new Date(Date.UTC(year, month - 1, day));
  instant.setUTCFullYear(year); // years below 100 would otherwise mean the 1900s
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) {
    throw new MalformedValue('DATE', text, `'${shown(text)}' is a day that does not exist`);
  }
  return text as PlainDate;
}

/** The civil date in the programme's time zone at an instant. */
export function civilDateOf(instant: Date): PlainDate {
  return plainDate(new Intl.DateTimeFormat('en-CA', { timeZone: PROGRAMME_TIME_ZONE }).format(instant));
}

const toDays = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
const fromDays = (days: number): PlainDate => new Date(days * MS_PER_DAY).toISOString().slice(0, 10) as PlainDate;

/** The date `days` later (earlier when negative). */
export const addDays = (date: PlainDate, days: number): PlainDate => fromDays(toDays(date) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toDays(to) - toDays(from);

/** The same day `years` later; 29 February becomes 28 February in a common year. */
export function addYears(date: PlainDate, years: number): PlainDate {
  const target = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  try {
    return plainDate(target);
  } catch {
    return plainDate(`${target.slice(0, 8)}28`);
  }
}

/** Completed years from `from` to `to`: an age on a day, a length of service. Born on 29 February counts from 1 March. */
export function completedYears(from: PlainDate, to: PlainDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) >= from.slice(5) ? years : years - 1;
}
