import { divisionCode } from '@bangfu/kernel';
import type { DivisionCode, UnitId, Vocabulary } from '@bangfu/kernel';
import type { Principal } from './principal';
import { liesWithin } from './row-scope';
import type { MongoCondition } from './row-scope.mongo';

/** 公开方式 (glossary 3.28). */
export const DISCLOSURE = {
  NOT_PUBLIC: { zh: '不公开', en: 'Not public; also the default where nothing is printed (KE-0a, I-42).' },
  PUBLIC: { zh: '主动公开', en: 'Published; only on explicit decision.' },
  ON_REQUEST: { zh: '依申请公开', en: 'Given to those who ask for it; until then only to its audience.' },
} as const satisfies Vocabulary<string>;
export type Disclosure = keyof typeof DISCLOSURE;

/** To whom a document is addressed (主送、抄送), its issuers included. */
export interface Audience {
  /** Divisions whose bodies, and the bodies of all within them, it is for. */
  readonly divisions: readonly DivisionCode[];
  readonly units: readonly UnitId[];
  /** Contracts by which agencies receive it. */
  readonly contracts: readonly string[];
}

/** What of a document decides who may read it. */
export interface Disclosed {
  /** As printed; null = nothing is printed, which is not public. */
  readonly disclosure: Disclosure | null;
  /** Null = not known, which is nobody. */
  readonly audience: Audience | null;
}

/** The release mode that holds: the printed one; where nothing is printed, not public (KE-0a, I-42). */
export const disclosureInForce = (printed: Disclosure | null): Disclosure => printed ?? 'NOT_PUBLIC';

/** Whether a principal may read a document: a published one with any grant, every other as one of its audience. */
export function mayRead({ grants }: Principal, { disclosure, audience }: Disclosed): boolean {
  if (grants.length === 0) return false;
  if (disclosureInForce(disclosure) === 'PUBLIC') return true;
  if (audience === null) return false;
  const { divisions, units, contracts } = audience;
  return grants.some(({ scope: { relation, value } }) => {
    if (relation === 'DIVISION') return divisions.some((code) => liesWithin(divisionCode(value), code));
    if (relation === 'CONTRACT') return contracts.includes(value);
    return relation === 'UNIT' && units.some((id) => id === value);
  });
}

/** The fields in which a collection keeps {@link Disclosed}. */
export interface DisclosureFields {
  readonly disclosure: string;
  readonly audienceDivisions: string;
  readonly audienceUnits: string;
  readonly audienceContracts: string;
}

/** {@link mayRead} as a condition of the query: combine it with the question under `$and`. */
export function disclosureCondition({ grants }: Principal, fields: DisclosureFields): MongoCondition {
  if (grants.length === 0) return { _id: { $in: [] } };
  const values = (relation: string) =>
    grants.filter(({ scope }) => scope.relation === relation).map(({ scope }) => scope.value);
  const divisions = [...new Set(values('DIVISION').flatMap((code) => enclosing(divisionCode(code))))];
  return {
    $or: [
      { [fields.disclosure]: 'PUBLIC' },
      { [fields.audienceDivisions]: { $in: divisions } },
      { [fields.audienceUnits]: { $in: values('UNIT') } },
      { [fields.audienceContracts]: { $in: values('CONTRACT') } },
    ],
  };
}

/** A division and those it lies in: village, town, county, city, province. */
const enclosing = (code: DivisionCode): readonly DivisionCode[] =>
  [...new Set([code, code.slice(0, 9), code.slice(0, 6), `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])]
    .filter((candidate) => candidate.length <= code.length)
    .map(divisionCode)
    .filter((candidate) => liesWithin(code, candidate));
