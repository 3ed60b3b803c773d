import { createHash } from 'node:crypto';
import type { DispatchTier, DivisionCode } from '@bangfu/kernel';
import { divisionCode, plainDate } from '@bangfu/kernel';
import { termEndsOn } from '@bangfu/personnel-domain';

/** What is not as the rules want it in an invented roster; COMPLETE has no fault. */
export type RosterFault =
  | 'COMPLETE'
  | 'ONE_CADRE_SHORT'
  | 'NO_CAPTAIN'
  | 'CAPTAIN_BELOW_RANK'
  | 'CAPTAIN_ON_PROBATION'
  | 'CAPTAIN_NEWLY_FULL_MEMBER'
  | 'CAPTAIN_ABOVE_FIFTY'
  | 'CAPTAIN_FROM_MEMBER_UNIT'
  | 'CAPTAIN_NOT_REPORTED_ON'
  | 'MEMBER_OUTSIDE_PARTY'
  | 'MEMBER_NOT_ESTABLISHED'
  | 'NO_COMMISSIONER'
  | 'NO_THREE_SUPPORTS_STAFF'
  | 'ONE_VOLUNTEER'
  | 'NO_FINANCE_ASSISTANT'
  | 'ALL_ROTATED_AT_ONCE'
  | 'STAYED_TOO_LONG';

/** The faults of 新丰's seven towns, so that each of the county's own rules has something to find. */
const XINFENG_FAULTS: ReadonlyMap<DivisionCode, RosterFault> = new Map([
  [divisionCode('440233104'), 'COMPLETE'], // 遥田镇: its lead is disputed, which is enough
  [divisionCode('440233105'), 'ONE_CADRE_SHORT'], // 回龙镇
  [divisionCode('440233100'), 'COMPLETE'], // 黄磜镇
  [divisionCode('440233101'), 'MEMBER_OUTSIDE_PARTY'], // 马头镇
  [divisionCode('440233102'), 'CAPTAIN_ABOVE_FIFTY'], // 梅坑镇
  [divisionCode('440233103'), 'CAPTAIN_NEWLY_FULL_MEMBER'], // 沙田镇
  [divisionCode('440233001'), 'NO_FINANCE_ASSISTANT'], // 丰城街道
]);

/** How many of a hundred towns have a fault; the others are complete. */
const FAULTS_OF_A_HUNDRED: readonly (readonly [RosterFault, number])[] = [
  ['ONE_CADRE_SHORT', 5],
  ['NO_CAPTAIN', 1],
  ['CAPTAIN_BELOW_RANK', 3],
  ['CAPTAIN_ON_PROBATION', 2],
  ['CAPTAIN_FROM_MEMBER_UNIT', 1],
  ['CAPTAIN_NOT_REPORTED_ON', 1],
  ['MEMBER_OUTSIDE_PARTY', 3],
  ['MEMBER_NOT_ESTABLISHED', 1],
  ['NO_COMMISSIONER', 3],
  ['NO_THREE_SUPPORTS_STAFF', 2],
  ['ONE_VOLUNTEER', 3],
  ['ALL_ROTATED_AT_ONCE', 1],
  ['STAYED_TOO_LONG', 1],
];

/** The fault of a town's invented roster, the same every time. */
export function faultOf(townCode: DivisionCode): RosterFault {
  const known = XINFENG_FAULTS.get(townCode);
  if (known) return known;
  let place = chance(`fault ${townCode}`, 100);
  for (const [fault, share] of FAULTS_OF_A_HUNDRED) {
    if (place < share) return fault;
    place -= share;
  }
  return 'COMPLETE';
}

/** A number from 0 to `below` - 1 that has nothing to do with the order of the keys, the same every time. */
export const chance = (key: string, below: number): number =>
  createHash('sha256').update(key).digest().readUInt32BE(0) % below;

/** When the two halves of a team begin, so that no rotation takes everybody at once (P-2.1d). */
export const FIRST_BEGINS = [plainDate('2021-09-15'), plainDate('2021-09-28')] as const;
export const SECOND_BEGINS = [plainDate('2024-09-15'), plainDate('2024-09-28')] as const;

/** The dates of a rolling batch for one half of a team. */
export function batchDates(batch: 1 | 2, half: 0 | 1) {
  const validFrom = (batch === 1 ? FIRST_BEGINS : SECOND_BEGINS)[half];
  return { validFrom, validTo: termEndsOn(validFrom) };
}

/** The lowest rank that the plan takes for a captain of a group of the tier; the higher one where the tier is disputed. */
export const isUpperTier = (tier: DispatchTier | null): boolean =>
  tier === null || tier === 'PROVINCIAL' || tier === 'CENTRAL';
