import 'reflect-metadata'; // TypeGraphQL's decorators, here and in every service, read it when they are first met

export { ERROR_CATALOGUE } from './errors/catalogue';
export type { ErrorCode, ErrorDefinition } from './errors/catalogue';
export { reading, requestFault } from './errors/request-fault';
export { DateScalar, DateTimeScalar, DivisionCodeScalar, MoneyScalar } from './scalars/scalars';
export { glossaryEnum } from './vocabulary/glossary-enum';
export type { EnumObject } from './vocabulary/glossary-enum';
export {
  DispatchTierEnum,
  PeriodKindEnum,
  ProgrammeEnum,
  RuleSeverityEnum,
  RuleStrengthEnum,
  TownCategoryEnum,
  VerdictOutcomeEnum,
} from './vocabulary/shared-enums';
export { Period, PeriodInput, presentPeriod, readPeriod } from './vocabulary/period.graphql';
export { buildSubgraph } from './federation/build-subgraph';
export type { ReferenceResolver, Subgraph, SubgraphParts } from './federation/build-subgraph';
export type { EntityClass } from './federation/entity-class';
export { AS_OF_HEADER, REQUEST_ID_HEADER, operationDay } from './context';
export type { RequestContext } from './context';
export { decodeCursor, encodeCursor } from './connection/cursor';
export type { CursorKeys } from './connection/cursor';
export { ORDINARY_LIST, PROVINCE_OF_TOWNS, listName, pageInMemory, pageRequest } from './connection/page';
export type { PageArguments, PageOf, PageRequest, PageSize } from './connection/page';
export { PageInfo, connectionOf } from './connection/connection.graphql';
export type { Connection, Edge } from './connection/connection.graphql';
export { PolicyClauseReference, clauseReference } from './verdict/policy-clause.graphql';
export { verdictTypes } from './verdict/verdict.graphql';
export { Source, SourceKindEnum, presentSource } from './verdict/source.graphql';
export { datedLoader, groupedBy } from './dated-loader';
export type { DatedLoader } from './dated-loader';
export { After, AsOf, Filter, First, given } from './arguments';
export type { Given } from './arguments';
