import type { PlainDate } from './plain-date';

/** How long a fact holds, both ends included. `null` is an open end: from the beginning or not known when, until further notice. */
export interface Validity {
  readonly validFrom: PlainDate | null;
  readonly validTo: PlainDate | null;
}

/** Whether the fact holds on the day. */
export const holdsOn = ({ validFrom, validTo }: Validity, day: PlainDate): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);

/** Whether two facts hold on one day in common. */
export const overlaps = (a: Validity, b: Validity): boolean =>
  (a.validFrom === null || b.validTo === null || a.validFrom <= b.validTo) &&
  (b.validFrom === null || a.validTo === null || b.validFrom <= a.validTo);
