import type { PlainDate } from '@bangfu/kernel';
import { addDays, addYears } from '@bangfu/kernel';
import { met, noData, notApplicable, unmet } from '@bangfu/policy';
import { PLAN } from '../policy/instruments';
import { TEAM_ROLE, isCadre } from '../posting/posting';
import type { Posting } from '../posting/posting';
import { onRoster } from './team-facts';
import type { TeamRule } from './team-facts';

/** 每三年轮换 (P-2.1c). */
export const TERM_YEARS = 3;

/** The last day of a term of three years, both ends included. */
export const termEndsOn = (startsOn: PlainDate): PlainDate => addDays(addYears(startsOn, TERM_YEARS), -1);

/** P-2.1c: the cadres of a team rotate every three years; 原则上 stands before it, so a waiver clears a longer term. */
export const THREE_YEAR_TERM: TeamRule = {
  ...PLAN,
  id: 'three-year-term',
  requirementId: 'P-2.1c',
  title: '工作队员原则上每三年轮换',
  strength: 'IN_PRINCIPLE',
  severity: 'WARN',
  waivable: true,
  judge: onRoster('≤ 3年', (roster, { asOf }, source) => {
    const cadres = roster.filter(isCadre);
    const grounds = { target: '≤ 3年', inputs: cadres.map((posting) => ({ ...term(posting), source })) };
    if (cadres.length === 0) return notApplicable('名册中没有在任干部。', grounds);
    const tooLong = cadres.filter((posting) => exceedsTerm(posting, asOf));
    if (tooLong.length > 0) return unmet(`${tooLong.length}名干部的派驻期超过三年。`, grounds);
    if (cadres.some(({ validFrom }) => validFrom === null))
      return noData('有干部的派驻起始日期未知，不能判定。', grounds);
    return met('在任干部的派驻期均不超过三年。', grounds);
  }),
};

/** P-2.1d: rotation in rolling batches: on every day of rotation somebody who began earlier stays. */
export const ROLLING_BATCHES: TeamRule = {
  ...PLAN,
  id: 'rolling-batches',
  requirementId: 'P-2.1d',
  title: '分批次滚动轮换，不同时全部轮换',
  strength: 'MUST',
  severity: 'WARN',
  waivable: false,
  judge: onRoster('≥ 1', (_roster, { postings, asOf }, source) => {
    const cadres = postings.filter(isCadre);
    const days = rotationDays(cadres, asOf);
    const stayed = days.map((day) => ({ day, count: cadres.filter((posting) => staysThrough(posting, day)).length }));
    const grounds = {
      actual: days.length === 0 ? null : String(Math.min(...stayed.map(({ count }) => count))),
      target: '≥ 1',
      inputs: stayed.map(({ day, count }) => ({ name: `${day}轮换时留任干部数`, value: String(count), source })),
    };
    if (days.length === 0) return notApplicable('至所询日期尚未轮换。', grounds);
    const broken = stayed.filter(({ count }) => count === 0);
    return broken.length === 0
      ? met(`${days.length}次轮换均有此前派驻的干部留任。`, grounds)
      : unmet(`${broken.map(({ day }) => day).join('、')}轮换时无此前派驻的干部留任。`, grounds);
  }),
};

/** A posting is too long when its end is planned beyond three years, or has no end and three years have passed. */
function exceedsTerm({ validFrom, validTo }: Posting, day: PlainDate): boolean {
  if (validFrom === null) return false;
  const last = termEndsOn(validFrom);
  return (validTo ?? day) > last;
}

/** The days, up to the one asked about, on which cadres began after the team's first. */
function rotationDays(cadres: readonly Posting[], until: PlainDate): readonly PlainDate[] {
  const begins = [...new Set(cadres.flatMap(({ validFrom }) => (validFrom === null ? [] : [validFrom])))].toSorted();
  const first = cadres.some(({ validFrom }) => validFrom === null) ? begins : begins.slice(1);
  return first.filter((day) => day <= until && cadres.some(({ validTo }) => validTo !== null && validTo <= day));
}

/** Began earlier and goes on: who hands over on the day itself does not stay. */
const staysThrough = ({ validFrom, validTo }: Posting, day: PlainDate): boolean =>
  (validFrom === null || validFrom < day) && (validTo === null || validTo > day);

const term = ({ role, validFrom, validTo }: Posting): { name: string; value: string | null } => ({
  name: `${TEAM_ROLE[role].zh}派驻期`,
  value: validFrom === null ? null : `${validFrom}至${validTo ?? '未定'}`,
});
