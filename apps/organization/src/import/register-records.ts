import { REGISTER_DATE, REGISTER_SOURCE, divisions, villages } from '@bangfu/documents';
import type { DivisionRow } from '@bangfu/documents';
import type { DivisionCode, Source } from '@bangfu/kernel';
import type { Division } from '@bangfu/organization-domain';

const REGISTER: Source = { kind: 'REGISTER', reference: `${REGISTER_SOURCE}, ${REGISTER_DATE}`, requirementId: null };

/** The divisions of the register, villages included. The register does not say since when a division exists: `validFrom` is null. */
export function registerDivisions(): readonly Division[] {
  const rows = divisions();
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const placeOf = (
    row: DivisionRow | undefined,
  ): { cityCode: DivisionCode | null; countyCode: DivisionCode | null } => {
    switch (row?.level) {
      case undefined:
      case 'PROVINCE':
        return { cityCode: null, countyCode: null };
      case 'PREFECTURE_CITY':
        return { cityCode: row.code, countyCode: null };
      case 'COUNTY':
        return { cityCode: row.parent, countyCode: row.code };
      case 'TOWNSHIP':
      case 'VILLAGE':
        return placeOf(row.parent === null ? undefined : byCode.get(row.parent));
    }
  };
  const upToTowns = rows.map((row): Division => ({
    ...registered(row),
    label: row.label,
    level: row.level,
    ...placeOf(row),
  }));
  const ofVillages = villages().map((row): Division => ({
    ...registered(row),
    label: null,
    level: 'VILLAGE',
    ...placeOf(byCode.get(row.parent)),
  }));
  return [...upToTowns, ...ofVillages];
}

const registered = ({
  code,
  name,
  kind,
  parent,
}: {
  code: DivisionCode;
  name: string;
  kind: Division['kind'];
  parent: DivisionCode | null;
}) => ({
  code,
  name,
  kind,
  parentCode: parent,
  codes: [{ code, validFrom: null, validTo: null }],
  aliases: [],
  validFrom: null,
  validTo: null,
  source: REGISTER,
});
