import { invariant, isSynthetic } from '@bangfu/kernel';
import { presentSource } from '@bangfu/graphql';
import type { Division as DivisionValue } from '@bangfu/organization-domain';
import { countsTowardQuota } from '@bangfu/organization-domain';
import type { Division } from './division.graphql';
import { City, County, DatedCode, DivisionAlias, Province, Town, Village } from './division.graphql';

/** A division as the graph shows it: an instance of the class of its level, by which the interface is resolved. */
export function presentDivision(value: DivisionValue): Division {
  switch (value.level) {
    case 'PROVINCE':
      return Object.assign(new Province(), common(value));
    case 'PREFECTURE_CITY':
      return presentCity(value);
    case 'COUNTY':
      return Object.assign(new County(), common(value));
    case 'TOWNSHIP':
      return presentTown(value);
    case 'VILLAGE':
      return presentVillage(value);
  }
}

/** A city as the graph shows it. */
export const presentCity = (value: DivisionValue): City => Object.assign(new City(), common(value));

/** A county as the graph shows it. */
export const presentCounty = (value: DivisionValue): County => Object.assign(new County(), common(value));

/** A town as the graph shows it. */
export function presentTown(value: DivisionValue): Town {
  invariant(value.cityCode !== null, `town ${value.code} lies in a city`);
  return Object.assign(new Town(), common(value), {
    cityCode: value.cityCode,
    countyCode: value.countyCode,
    countsTowardQuota: countsTowardQuota(value),
  });
}

/** A village as the graph shows it. */
export function presentVillage(value: DivisionValue): Village {
  invariant(value.parentCode !== null, `village ${value.code} lies in a town`);
  return Object.assign(new Village(), common(value), { townCode: value.parentCode });
}

const common = ({
  code,
  name,
  level,
  kind,
  label,
  parentCode,
  codes,
  aliases,
  validFrom,
  validTo,
  source,
  cityCode,
  countyCode,
}: DivisionValue) => ({
  code,
  name,
  level,
  kind,
  label,
  parentCode,
  validFrom,
  validTo,
  codes: codes.map((dated) =>
    Object.assign(new DatedCode(), { code: dated.code, validFrom: dated.validFrom, validTo: dated.validTo }),
  ),
  aliases: aliases.map((alias) =>
    Object.assign(new DivisionAlias(), { name: alias.name, source: presentSource(alias.source) }),
  ),
  source: presentSource(source),
  synthetic: isSynthetic(source),
  cityCodeOrNull: cityCode,
  countyCodeOrNull: countyCode,
});
