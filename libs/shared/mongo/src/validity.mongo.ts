import type { PlainDate } from '@bangfu/kernel';

/** The stored fields of a dated fact; dates are stored as `YYYY-MM-DD`, null is an open end. */
export const VALIDITY_FIELDS = {
  validFrom: { type: String, default: null },
  validTo: { type: String, default: null },
} as const;

/** The condition that a dated fact holds on a day, both ends included. `at` is the path of the fact inside the document. */
export function holdingOn(day: PlainDate, at = ''): Record<string, unknown> {
  return {
    $and: [
      { $or: [{ [`${at}validFrom`]: null }, { [`${at}validFrom`]: { $lte: day } }] },
      { $or: [{ [`${at}validTo`]: null }, { [`${at}validTo`]: { $gte: day } }] },
    ],
  };
}
