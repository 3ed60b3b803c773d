import { createHash } from 'node:crypto';
import { ID_PREFIXES, idOf } from '@bangfu/kernel';
import type { Id, IdKind } from '@bangfu/kernel';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of a thing that a test calls by a word: the same for the same word. */
const anId =
  <Kind extends IdKind>(kind: Kind) =>
  (word: string): Id<Kind> =>
    idOf(
      kind,
      `${ID_PREFIXES[kind]}_${[...createHash('sha256').update(word).digest()]
        .slice(0, 26)
        .map((byte) => ALPHABET.charAt(byte % 32))
        .join('')}`,
    );

export const aPersonId = anId('Person');
export const aUnitId = anId('Unit');
export const aGroupId = anId('SupportGroup');
export const aTeamId = anId('TownTeam');
