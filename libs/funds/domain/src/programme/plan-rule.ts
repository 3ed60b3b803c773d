import { GUANGDONG, plainDate } from '@bangfu/kernel';

/** What the rules of the provincial plan have in common: who is bound, and since when. */
export const PLAN_RULE = {
  version: 1,
  jurisdiction: GUANGDONG,
  validFrom: plainDate('2021-06-04'),
  validTo: null,
  strength: 'MUST',
  waivable: false,
} as const;

/** How many towns the plan raises money for, by class, and in how many cities (P-4.11a, P-4.11c). */
export const FUNDED_TOWNS = { keySupport: 600, consolidation: 301, all: 901, recipientCities: 13 } as const;
