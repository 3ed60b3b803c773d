export { RELATION, ROLE, levelOf, roleDefinition } from './roles';
export type { GrantLevel, Relation, Role, RoleDefinition } from './roles';
export { MalformedGrant, grant, grantText, readGrant, scopes } from './grant';
export type { Grant, GrantScope } from './grant';
export { actFor, agencyClient, person, personInRight } from './principal';
export type { ActedFor, Actor, Delegation, DelegationRefusal, Principal } from './principal';
export { ACT, PermissionTableFault, accessPolicy, hasScopes, scopesOf } from './permission-table';
export type { AccessPolicy, AccessRefusal, Act, Contract, Permission } from './permission-table';
export { PERMISSIONS } from './permissions';
export { RESTRICTED_TAG, schemaOperations, withSecurityDirectives } from './schema-operations';
export {
  NOTHING,
  codeBeginning,
  contains,
  covers,
  intersects,
  liesWithin,
  scopeReaching,
  systemScope,
  union,
} from './row-scope';
export type { Reaches, RecordPlace, RecordRelations, RowRelation, RowScope } from './row-scope';
export { toMongoCondition, within } from './row-scope.mongo';
export type { MongoCondition, PlaceFields, ScopeFields } from './row-scope.mongo';
export { recusals } from './recusal';
export type { Recusal } from './recusal';
export { DISCLOSURE, disclosureCondition, disclosureInForce, mayRead } from './disclosure';
export type { Audience, Disclosed, Disclosure, DisclosureFields } from './disclosure';
export { CALLER_ALGORITHMS, bearerToken, callerTokenVerifier } from './caller-token';
export type { CallerTokenSettings } from './caller-token';
export { INTERNAL_TOKEN_SECONDS, internalTokenVerifier, mintInternalToken } from './internal-token';
export type { InternalTokenRequest, InternalTokenSettings } from './internal-token';
export type { TokenVerifier } from './token-claims';
export type { TokenRefusal } from './token-refusal';
export { KeyFault, changingKeys, givenKeys, keysOfFolder, openSigningKeys, remoteKeys, signingKey } from './keys';
export type { SigningKey, SigningKeySettings, SigningKeys, VerificationKeys } from './keys';
export {
  IDENTITY_HEADERS,
  IDENTITY_HEADER_PREFIXES,
  INTERNAL_TOKEN_HEADER,
  isIdentityHeader,
  withoutIdentityHeaders,
} from './identity-headers';
export { LOCAL_TOKEN_SECONDS, LocalIssuerRefused, SAMPLE_PERSON_GRANT, localIssuer } from './local-issuer';
export type { LocalIssuer, LocalIssuerSettings } from './local-issuer';
export { SAMPLE_CONTRACT, sampleClients, samplePeople } from './sample-people';
export type { SampleClient, SamplePerson } from './sample-people';
