import { isSynthetic } from '@bangfu/kernel';
import { presentPeriod, presentSource } from '@bangfu/graphql';
import type { Person as PersonValue } from '@bangfu/personnel-domain';
import { Person } from './person.graphql';

/** A person as the graph shows it. */
export const presentPerson = ({
  id,
  name,
  politicalStatus,
  partyFullMemberSince,
  rank,
  employmentKind,
  birthMonth,
  source,
}: PersonValue): Person =>
  Object.assign(new Person(), {
    id,
    name,
    politicalStatus,
    partyFullMemberSince,
    rank,
    employmentKind,
    birthMonth: birthMonth && presentPeriod(birthMonth),
    source: presentSource(source),
    synthetic: isSynthetic(source),
  });
