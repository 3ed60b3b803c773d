import { seedId } from '@bangfu/documents';
import type { Source } from '@bangfu/kernel';
import type { SupportGroup, TownCategorisation, Unit } from '@bangfu/organization-domain';
import { isUndisputed } from '@bangfu/seed';
import type { SeedCategorisation, SeedGroup, SeedUnit } from '@bangfu/seed';

/** A unit of an import as this service keeps it. */
export const unitRecord = ({ printedNames, ...unit }: SeedUnit): Unit => ({
  ...unit,
  aliases: printedNames.map((name) => ({ name, source: unit.source })),
  validFrom: null,
  validTo: null,
});

/** A group of an import as this service keeps it: not in force while its lead or its town is disputed (I-01, I-02). */
export function groupRecord(group: SeedGroup): SupportGroup {
  const { lead, members, leadCandidates, validFrom, ...rest } = group;
  const dates = { validFrom, validTo: null };
  return {
    ...rest,
    ...dates,
    mode: 'GROUP',
    status: isUndisputed(group) ? 'ACTIVE' : 'UNRESOLVED',
    memberships: [
      ...(lead === null ? [] : [{ ...lead, position: 'LEAD' as const, ...dates }]),
      ...members.map((member) => ({ ...member, position: 'MEMBER' as const, ...dates })),
    ],
    leadCandidates: leadCandidates.map(({ unitId, printedName, readIn }) => ({
      unitId,
      value: printedName,
      source: readIn,
    })),
  };
}

/** The class of a town of an import as this service keeps it. */
export const categorisationRecord = (known: SeedCategorisation): TownCategorisation => ({
  ...known,
  id: seedId('categorisation', known.validFrom, `${known.townCode} ${sourceKey(known.source)}`),
  validTo: null,
});

const sourceKey = ({ kind, reference }: Source): string => `${kind} ${reference}`;
