export { CADRE_RANK, EMPLOYMENT_KIND, POLITICAL_STATUS, isRankAtLeast } from './person/person';
export type { CadreRank, EmploymentKind, Person, PoliticalStatus } from './person/person';
export {
  CADRE_ROLES,
  POSTING_KIND,
  SPECIALIST_ROLES,
  TEAM_ROLE,
  TRAINING_KIND,
  countOf,
  inOrderOfBeginning,
  rosterOn,
} from './posting/posting';
export type { Posting, PostingKind, TeamRole, TrainingKind } from './posting/posting';
export {
  CAPTAIN_RULES,
  MEMBER_RULES,
  SCOPED_CAPTAIN_RULES,
  captainEligibility,
  memberEligibility,
  postingEligibility,
} from './posting/eligibility';
export type { PostingFacts, PostingRule, ScopedPostingRule } from './posting/posting-facts';
export { KINDS_WITHOUT_ESTABLISHMENT, MEMBER_PARTY_REQUIREMENTS } from './posting/member-rules';
export { XINFENG, binds, codeBeginning } from './policy/instruments';
export { strictest } from './policy/one-thing';
export type { RequirementOnOneThing } from './policy/one-thing';
export { unitName } from './support-group/support-group-projection';
export type { ProjectedUnit, SupportGroupProjection } from './support-group/support-group-projection';
export { NOMINATION_STATUS, TEAM_KIND, TEAM_STATUS, headcountOn, isRosterReported } from './town-team/town-team';
export type { Headcount, NominationStatus, RosterReport, TeamKind, TeamStatus, TownTeam } from './town-team/town-team';
export { SPECIALIST_QUOTAS, TEAM_FLOOR, openPlacesOn, placesOn } from './town-team/place-requirements';
export type { CountedPer, RoleQuota, TeamPlaces } from './town-team/place-requirements';
export { TEAM_SIZE, UNIT_QUOTAS } from './town-team/completeness-rules';
export type { UnitQuota } from './town-team/completeness-rules';
export { termEndsOn } from './town-team/rotation-rules';
export type { TeamFacts, TeamRule } from './town-team/team-facts';
export { TEAM_RULES, teamVerdicts } from './town-team/team-verdicts';
