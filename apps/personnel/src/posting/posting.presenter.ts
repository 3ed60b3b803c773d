import { isSynthetic } from '@bangfu/kernel';
import { presentSource } from '@bangfu/graphql';
import type { Posting as PostingValue, TownTeam } from '@bangfu/personnel-domain';
import { Posting } from './posting.graphql';

/** A posting as the graph shows it; with the team, where it was reached through that. */
export const presentPosting = (value: PostingValue, knownTeam: TownTeam | null = null): Posting =>
  Object.assign(new Posting(), {
    id: value.id,
    kind: value.kind,
    personId: value.personId,
    teamId: value.teamId,
    role: value.role,
    dispatchingUnitId: value.dispatchingUnitId,
    batch: value.batch,
    validFrom: value.validFrom,
    validTo: value.validTo,
    fullTime: value.fullTime,
    source: presentSource(value.source),
    synthetic: isSynthetic(value.source),
    value,
    knownTeam,
  });
