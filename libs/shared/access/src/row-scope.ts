import { divisionCode } from '@bangfu/kernel';
import type { DivisionCode } from '@bangfu/kernel';
import type { GrantScope } from './grant';
import { levelOf } from './roles';
import type { Relation } from './roles';

/** The relations by which records are reached; a contract is turned into these before. */
export type RowRelation = Exclude<Relation, 'CONTRACT'>;

export const ROW_RELATIONS = ['DIVISION', 'UNIT', 'GROUP', 'TEAM', 'PERSON'] as const satisfies readonly RowRelation[];

/** Codes and ids by relation, each list sorted and without repetition; no division lies within another of the list. */
export type Reaches = Readonly<Record<RowRelation, readonly string[]>>;

declare const decided: unique symbol;

/**
 * Which stored records a question may touch. It comes only from a decision on a principal (`AccessPolicy.scopeOf`),
 * from {@link systemScope}, or from combining others: a store that asks for one cannot be called without.
 */
export type RowScope = { readonly [decided]: true } & (
  { readonly kind: 'ALL' } | { readonly kind: 'NONE' } | { readonly kind: 'SOME'; readonly reaches: Reaches }
);

const ALL = { kind: 'ALL' } as RowScope;

/** The scope that reaches nothing. */
export const NOTHING = { kind: 'NONE' } as RowScope;

/**
 * All records, for the program's own work: an import, a migration, a computation whose result is scoped afterwards.
 * @param _purpose says which, for the reader of the code; it is not used otherwise.
 */
export const systemScope = (_purpose: string): RowScope => ALL;

/** All records: an operation that the permission table opens without limit. Not exported from the library. */
export const everyRecord = (): RowScope => ALL;

/** What begins all codes within a division: the code itself without the zeros that fill it up. */
export const codeBeginning = (code: DivisionCode): string =>
  code.length === 6 ? code.replace(/(00){1,2}$/, '') : code;

/** Whether a division is another or lies within it, by their codes. */
export const liesWithin = (inner: DivisionCode, outer: DivisionCode): boolean => inner.startsWith(codeBeginning(outer));

/** The scope that reaches the records of some divisions, units, groups, teams or persons. A contract's name reaches nothing. */
export function scopeReaching(named: readonly GrantScope[]): RowScope {
  const valuesBy = (relation: RowRelation): readonly string[] =>
    [...new Set(named.filter((scope) => scope.relation === relation).map(({ value }) => value))].toSorted();
  const reaches: Reaches = {
    DIVISION: outermost(valuesBy('DIVISION').map(divisionCode)),
    UNIT: valuesBy('UNIT'),
    GROUP: valuesBy('GROUP'),
    TEAM: valuesBy('TEAM'),
    PERSON: valuesBy('PERSON'),
  };
  return ROW_RELATIONS.every((relation) => reaches[relation].length === 0)
    ? NOTHING
    : ({ kind: 'SOME', reaches } as RowScope);
}

const outermost = (codes: readonly DivisionCode[]): readonly DivisionCode[] =>
  codes.filter((code) => !codes.some((other) => other !== code && liesWithin(code, other)));

/** What any of the scopes reaches. Of none: nothing. */
export function union(...parts: readonly RowScope[]): RowScope {
  if (parts.some(({ kind }) => kind === 'ALL')) return ALL;
  return scopeReaching(parts.flatMap(atomsOf));
}

const atomsOf = (scope: RowScope): readonly GrantScope[] =>
  scope.kind === 'SOME'
    ? ROW_RELATIONS.flatMap((relation) => scope.reaches[relation].map((value) => ({ relation, value })))
    : [];

/** Whether every record that `inner` can reach is surely reached by `outer`. */
export function contains(outer: RowScope, inner: RowScope): boolean {
  if (inner.kind === 'NONE' || outer.kind === 'ALL') return true;
  if (outer.kind === 'NONE' || inner.kind === 'ALL') return false;
  return atomsOf(inner).every((atom) => reachesAtom(outer.reaches, atom));
}

const reachesAtom = (reaches: Reaches, { relation, value }: GrantScope): boolean =>
  relation === 'DIVISION'
    ? reaches.DIVISION.some((code) => liesWithin(divisionCode(value), divisionCode(code)))
    : relation !== 'CONTRACT' && reaches[relation].includes(value);

/**
 * Whether two scopes name something in common: one thing, or divisions of which one lies within the other. Scopes by
 * different relations have nothing in common here, though they may meet in one record: for a record use {@link covers}.
 */
export function intersects(a: RowScope, b: RowScope): boolean {
  if (a.kind === 'NONE' || b.kind === 'NONE') return false;
  if (a.kind === 'ALL' || b.kind === 'ALL') return true;
  return (
    atomsOf(b).some((atom) => reachesAtom(a.reaches, atom)) || atomsOf(a).some((atom) => reachesAtom(b.reaches, atom))
  );
}

/** Where a record belongs. City and county, where the record keeps them, decide for those levels; else its code does. */
export interface RecordPlace {
  readonly code: DivisionCode | null;
  readonly cityCode?: DivisionCode | null;
  readonly countyCode?: DivisionCode | null;
}

/** What a record is related to: the same facts that the fields of its stored document hold. */
export interface RecordRelations {
  readonly places?: readonly RecordPlace[];
  readonly units?: readonly string[];
  readonly groups?: readonly string[];
  readonly teams?: readonly string[];
  readonly persons?: readonly string[];
}

/** Whether a scope reaches one record: for the decision on a record already read, such as the target of a mutation. */
export function covers(scope: RowScope, record: RecordRelations): boolean {
  if (scope.kind !== 'SOME') return scope.kind === 'ALL';
  const { reaches } = scope;
  const names = (relation: Exclude<RowRelation, 'DIVISION'>, values: readonly string[] = []) =>
    values.some((value) => reaches[relation].includes(value));
  return (
    names('UNIT', record.units) ||
    names('GROUP', record.groups) ||
    names('TEAM', record.teams) ||
    names('PERSON', record.persons) ||
    reaches.DIVISION.some((code) => (record.places ?? []).some((place) => isWithin(place, divisionCode(code))))
  );
}

function isWithin(place: RecordPlace, division: DivisionCode): boolean {
  const level = levelOf(division);
  if (level === 'CITY' && place.cityCode !== undefined) return place.cityCode === division;
  if (level === 'COUNTY' && place.countyCode !== undefined) return place.countyCode === division;
  return place.code !== null && liesWithin(place.code, division);
}
