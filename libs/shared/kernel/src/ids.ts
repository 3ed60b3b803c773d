import { MalformedValue, shown } from './malformed';

/** The prefix that tells what an id is of; one line per kind of thing that has an id of its own. */
export const ID_PREFIXES = {
  Unit: 'unit',
  SupportGroup: 'group',
  Pairing: 'pairing',
  TownTeam: 'team',
  Person: 'person',
  Posting: 'posting',
  FundingObligation: 'obligation',
  IndicatorReading: 'reading',
  ImportIssue: 'issue',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** The id of one kind of thing: opaque, sortable by age, `unit_01F7…`. Contexts know each other's things by it alone. */
export type Id<Kind extends IdKind> = string & { readonly __id: Kind };

export type UnitId = Id<'Unit'>;
export type SupportGroupId = Id<'SupportGroup'>;
export type PairingId = Id<'Pairing'>;
export type TownTeamId = Id<'TownTeam'>;
export type PersonId = Id<'Person'>;
export type PostingId = Id<'Posting'>;
export type FundingObligationId = Id<'FundingObligation'>;
export type IndicatorReadingId = Id<'IndicatorReading'>;
export type ImportIssueId = Id<'ImportIssue'>;

/**
 * Reads the id of a kind of thing.
 * @throws MalformedValue (`ID`) when it is not the kind's prefix and 26 characters of Crockford's base 32.
 */
export function idOf<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> {
  const prefix = ID_PREFIXES[kind];
  if (!new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`).test(text)) {
    throw new MalformedValue(
      'ID',
      text,
      `'${shown(text)}' is not the id of a ${kind}, which looks like ${prefix}_01F7…`,
    );
  }
  return text as Id<Kind>;
}
