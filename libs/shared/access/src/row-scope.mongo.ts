import type { DivisionCode } from '@bangfu/kernel';
import { codeBeginning } from './row-scope';
import type { RowScope } from './row-scope';
import { levelOf } from './roles';
import type { GrantLevel } from './roles';

/** A condition in the language of MongoDB's queries. */
export type MongoCondition = Readonly<Record<string, unknown>>;

/** Where a collection keeps the place of a record. */
export interface PlaceFields {
  /** The field that holds the code of the division: at any level, down to villages. */
  readonly code: string;
  /** The fields that hold the city and the county, where the collection keeps them. They decide for those levels. */
  readonly cityCode?: string;
  readonly countyCode?: string;
  /** `code` holds a list of codes. Not together with `cityCode` and `countyCode`. */
  readonly several?: boolean;
  /** `code` holds nothing below town level, so that towns are equal values and not ranges. */
  readonly townsOnly?: boolean;
}

/** By which fields of a collection each relation is found. A relation without a field reaches no record of it. */
export interface ScopeFields {
  readonly place?: PlaceFields;
  readonly units?: readonly string[];
  readonly groups?: readonly string[];
  readonly teams?: readonly string[];
  readonly persons?: readonly string[];
}

const NO_RECORD: MongoCondition = { _id: { $in: [] } };

/**
 * A question within a scope: the whole filter for `find`, `countDocuments`, `updateOne`, or the first `$match` of an
 * aggregation. The scope's condition stands beside the filter under `$and`, so no key of the filter can undo it.
 */
export function within(scope: RowScope, fields: ScopeFields, filter: MongoCondition = {}): MongoCondition {
  const condition = toMongoCondition(scope, fields);
  if (Object.keys(condition).length === 0) return filter;
  return Object.keys(filter).length === 0 ? condition : { $and: [condition, filter] };
}

/** A scope as a condition: `{}` for all records, one that no record meets for none. Prefer {@link within}. */
export function toMongoCondition(scope: RowScope, fields: ScopeFields): MongoCondition {
  if (scope.kind === 'ALL') return {};
  if (scope.kind === 'NONE') return NO_RECORD;
  const { DIVISION, UNIT, GROUP, TEAM, PERSON } = scope.reaches;
  const conditions = [
    ...placeConditions(DIVISION as readonly DivisionCode[], fields.place),
    ...oneOf(fields.units, UNIT),
    ...oneOf(fields.groups, GROUP),
    ...oneOf(fields.teams, TEAM),
    ...oneOf(fields.persons, PERSON),
  ];
  const [only, ...others] = conditions;
  if (only === undefined) return NO_RECORD;
  return others.length === 0 ? only : { $or: conditions };
}

const oneOf = (fields: readonly string[] = [], values: readonly string[]): MongoCondition[] =>
  values.length === 0 ? [] : fields.map((field) => ({ [field]: { $in: [...values] } }));

function placeConditions(codes: readonly DivisionCode[], fields: PlaceFields | undefined): MongoCondition[] {
  if (fields === undefined) return [];
  const equal: Partial<Record<GrantLevel, string>> = {
    ...(fields.cityCode !== undefined && { CITY: fields.cityCode }),
    ...(fields.countyCode !== undefined && { COUNTY: fields.countyCode }),
    ...(fields.townsOnly === true && { TOWN: fields.code }),
  };
  const equals = Object.entries(equal).flatMap(([level, field]) =>
    oneOf(
      [field],
      codes.filter((code) => levelOf(code) === level),
    ),
  );
  const ranges = codes.filter((code) => equal[levelOf(code)] === undefined).map((code) => withinCode(fields, code));
  return [...equals, ...ranges];
}

/** A range, so that an index serves it. In a list both bounds must hold for one and the same code. */
function withinCode({ code: field, several = false }: PlaceFields, division: DivisionCode): MongoCondition {
  const beginning = codeBeginning(division);
  const range = { $gte: beginning, $lte: `${beginning}:` }; // the colon follows the digit 9
  return { [field]: several ? { $elemMatch: range } : range };
}
