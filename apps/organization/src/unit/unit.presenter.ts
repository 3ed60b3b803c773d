import { isSynthetic } from '@bangfu/kernel';
import { presentSource } from '@bangfu/graphql';
import type { Unit as UnitValue } from '@bangfu/organization-domain';
import { Unit, UnitAlias } from './unit.graphql';

/** A unit as the graph shows it. */
export const presentUnit = ({
  id,
  name,
  kind,
  tier,
  divisionCode,
  aliases,
  validFrom,
  validTo,
  source,
}: UnitValue): Unit =>
  Object.assign(new Unit(), {
    id,
    name,
    kind,
    tier,
    divisionCode,
    validFrom,
    validTo,
    aliases: aliases.map((alias) =>
      Object.assign(new UnitAlias(), { name: alias.name, source: presentSource(alias.source) }),
    ),
    source: presentSource(source),
    synthetic: isSynthetic(source),
  });
