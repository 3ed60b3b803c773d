export { ACTOR_KIND, AUDIT_ENTRY_KIND } from './audit-entry';
export type { Actor, ActorKind, AggregateReference, AuditEntry, AuditEntryKind, FieldChange } from './audit-entry';
export { VersionConflict, isIdempotencyKey } from './act';
export type { Act, ActOutcome, ActRefusal, Conflict, IdempotencyKeyReused } from './act';
export { UnrecordedWrite, duringImport, recorded } from './recorded.mongo';
export type { RecordedAs, Versioned } from './recorded.mongo';
export type { ActTransaction } from './act-transaction.mongo';
export type { PersonalValue, SealPersonal } from './append-entries.mongo';
export { auditTrail } from './audit-trail.mongo';
export type { AuditHistory, AuditTrail, AuditTrailOptions, Disclosure, HistoryPage } from './audit-trail.mongo';
export type { Change, ChangeFeed, ChangeScope, FeedQuery } from './change-feed.mongo';
export { readChanges } from './read-changes';
export type { ChangesPage, ChangesRequest } from './read-changes';
export type { AuditFault, AuditFaultKind } from './chain';
export type {
  Checkpoint,
  CheckpointFault,
  CheckpointFaultKind,
  CheckpointKeys,
  CheckpointSigner,
  CheckpointStatement,
  SealedRun,
} from './checkpoint';
export { checkpointKeys, checkpointSigner, newCheckpointKey, publicCheckpointKey } from './checkpoint-keys';
export { AuditDoesNotVerify, takeCheckpoint, verifyAudit } from './verify-audit.mongo';
export type { AuditReport, VerifyOptions } from './verify-audit.mongo';
export {
  AuditEntry as AuditEntryType,
  AuditEntryConnection,
  Change as ChangeType,
  IdempotencyKeyReusedRefusal,
  VersionConflictRefusal,
  presentActRefusal,
  presentAuditEntry,
  presentConflict,
  presentKeyReused,
} from './audit.graphql';
export { IdempotencyKeyScalar } from './idempotency-key.graphql';
export { changesResolver } from './changes.resolver';
export type { ChangesContext } from './changes.resolver';
export { historyResolver } from './history.resolver';
export type { HistoryContext } from './history.resolver';
