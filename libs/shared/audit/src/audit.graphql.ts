import { DateTimeScalar, connectionOf, glossaryEnum } from '@bangfu/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Conflict, IdempotencyKeyReused } from './act';
import { ACTOR_KIND, AUDIT_ENTRY_KIND } from './audit-entry';
import type {
  Actor as ActorValue,
  ActorKind,
  AuditEntry as AuditEntryValue,
  AuditEntryKind,
  FieldChange as FieldChangeValue,
} from './audit-entry';
import type { Change as ChangeValue } from './change-feed.mongo';

export const ActorKindEnum = glossaryEnum('ActorKind', ACTOR_KIND, 'What kind of actor acts (操作主体类型).');
export const AuditEntryKindEnum = glossaryEnum(
  'AuditEntryKind',
  AUDIT_ENTRY_KIND,
  'What an audit entry records (审计记录类型).',
);

@Directive('@shareable')
@ObjectType({ description: 'Who acted, by pseudonym and never by name (操作主体).' })
export class Actor {
  @Field(() => ActorKindEnum, { description: 'A person, an agency or the platform itself (类型).' })
  kind!: ActorKind;

  @Field(() => ID, { description: 'The id of the person or agency (编号).' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The role that gave the right at that moment; null = none was needed (身份).',
  })
  role!: string | null;
}

@Directive('@shareable')
@ObjectType({ description: 'One field that an act changed (字段变更).' })
export class FieldChange {
  @Field(() => String, { description: 'The path of the field, such as members.0.postId (字段路径).' })
  path!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value before, as JSON; null = there was none, or it is personal (变更前).',
  })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value after, as JSON; null = there is none, or it is personal (变更后).',
  })
  after!: string | null;

  @Field(() => Boolean, { description: 'Whether the values are personal and withheld here (是否为个人信息).' })
  sealed!: boolean;
}

@Directive('@shareable')
@ObjectType({ description: 'One entry of the audit: who did what to a thing, for whom, when and why (审计记录).' })
export class AuditEntry {
  @Field(() => ID, { description: 'The id of the entry (编号).' })
  id!: string;

  @Field(() => ID, { description: 'The act; all entries of one act share it (操作编号).' })
  actId!: string;

  @Field(() => String, { description: 'The kind of thing, such as Posting (对象类型).' })
  subjectKind!: string;

  @Field(() => ID, { description: 'The id of the thing (对象编号).' })
  subjectId!: string;

  @Field(() => Int, { description: 'The place among the entries of the thing, from 1, without gap (序号).' })
  seq!: number;

  @Field(() => AuditEntryKindEnum, { description: 'What the entry records (类型).' })
  kind!: AuditEntryKind;

  @Field(() => Int, { description: 'The version of the thing after the act (版本).' })
  version!: number;

  @Field(() => String, { description: 'The name of the act, such as proposePosting (操作).' })
  act!: string;

  @Field(() => Actor, { description: 'Who acted (操作人).' })
  actor!: Actor;

  @Field(() => Actor, {
    nullable: true,
    description: 'Whom the actor stood in for; null = acted for themselves (被代理人).',
  })
  actedFor!: Actor | null;

  @Field(() => String, { nullable: true, description: 'The reason or purpose given; null = none (理由).' })
  reason!: string | null;

  @Field(() => DateTimeScalar, { description: 'The instant of the act (时间).' })
  at!: Date;

  @Field(() => [FieldChange], { description: 'What changed; for a disclosure, what was shown (变更内容).' })
  changes!: FieldChange[];

  @Field(() => String, { description: 'The SHA-256 of the entry before it, hexadecimal (前一记录哈希).' })
  previousHash!: string;

  @Field(() => String, { description: 'The SHA-256 of this entry, hexadecimal (哈希).' })
  hash!: string;
}

export const AuditEntryConnection = connectionOf('AuditEntry', '审计记录', () => AuditEntry, true);

@Directive('@shareable')
@ObjectType({ description: 'One change of one thing: that it changed and where, not to what (变更).' })
export class Change {
  @Field(() => ID, { description: 'The id of its audit entry, the same on every delivery (编号).' })
  id!: string;

  @Field(() => ID, { description: 'The act; all changes of one act share it (操作编号).' })
  actId!: string;

  @Field(() => String, { description: 'The kind of thing, such as Posting (对象类型).' })
  subjectKind!: string;

  @Field(() => ID, { description: 'The id of the thing (对象编号).' })
  subjectId!: string;

  @Field(() => AuditEntryKindEnum, { description: 'Whether it was made, changed or removed (类型).' })
  kind!: AuditEntryKind;

  @Field(() => Int, { description: 'The version of the thing after the change (版本).' })
  version!: number;

  @Field(() => String, { description: 'The name of the act, such as proposePosting (操作).' })
  act!: string;

  @Field(() => DateTimeScalar, { description: 'The instant of the act (时间).' })
  at!: Date;

  @Field(() => [String], { description: 'The paths of the fields that changed (变更字段).' })
  paths!: string[];
}

export const ChangeConnection = connectionOf('Change', '变更', () => Change, true);

@Directive('@shareable')
@ObjectType('VersionConflict', {
  description: 'Refused: somebody else has changed the thing since it was read (版本冲突).',
})
export class VersionConflictRefusal {
  @Field(() => String, { description: 'CONFLICT (代码).' })
  code!: string;

  @Field(() => String, { description: 'The kind of thing, such as Posting (对象类型).' })
  subjectKind!: string;

  @Field(() => ID, { description: 'The id of the thing (对象编号).' })
  subjectId!: string;

  @Field(() => Int, { description: 'The version that was given as read (所读版本).' })
  expectedVersion!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The version at the time of the refusal; null = the thing is no longer there (当前版本).',
  })
  currentVersion!: number | null;
}

@Directive('@shareable')
@ObjectType('IdempotencyKeyReused', {
  description: 'Refused: the idempotency key was used before for something else (幂等键重复使用).',
})
export class IdempotencyKeyReusedRefusal {
  @Field(() => String, { description: 'IDEMPOTENCY_KEY_REUSED (代码).' })
  code!: string;

  @Field(() => String, { description: 'The act for which the key was used first (首次操作).' })
  firstAct!: string;

  @Field(() => DateTimeScalar, { description: 'When it was used first (首次使用时间).' })
  firstUsedAt!: Date;
}

const presentActor = ({ kind, id, role }: ActorValue): Actor => Object.assign(new Actor(), { kind, id, role });

const presentFieldChange = ({ path, before, after, sealed }: FieldChangeValue): FieldChange =>
  Object.assign(new FieldChange(), {
    path,
    before: sealed ? null : before,
    after: sealed ? null : after,
    sealed,
  });

/** An audit entry as the graph shows it; what is sealed is withheld. */
export const presentAuditEntry = ({ aggregate, ...entry }: AuditEntryValue): AuditEntry =>
  Object.assign(new AuditEntry(), {
    ...entry,
    subjectKind: aggregate.kind,
    subjectId: aggregate.id,
    actor: presentActor(entry.actor),
    actedFor: entry.actedFor && presentActor(entry.actedFor),
    changes: entry.changes.map(presentFieldChange),
  });

/** A change as the graph shows it. */
export const presentChange = ({ id, actId, aggregate, kind, version, act, at, paths }: ChangeValue): Change =>
  Object.assign(new Change(), {
    id,
    actId,
    subjectKind: aggregate.kind,
    subjectId: aggregate.id,
    kind,
    version,
    act,
    at,
    paths: [...paths],
  });

/** A stale version as a member of a mutation's union. */
export const presentConflict = ({
  code,
  aggregate,
  expectedVersion,
  currentVersion,
}: Conflict): VersionConflictRefusal =>
  Object.assign(new VersionConflictRefusal(), {
    code,
    subjectKind: aggregate.kind,
    subjectId: aggregate.id,
    expectedVersion,
    currentVersion,
  });

/** A key used again as a member of a mutation's union. */
export const presentKeyReused = ({ code, firstAct, firstUsedAt }: IdempotencyKeyReused): IdempotencyKeyReusedRefusal =>
  Object.assign(new IdempotencyKeyReusedRefusal(), { code, firstAct, firstUsedAt: new Date(firstUsedAt) });

/** Either refusal that any act may answer. */
export const presentActRefusal = (
  refusal: Conflict | IdempotencyKeyReused,
): VersionConflictRefusal | IdempotencyKeyReusedRefusal =>
  refusal.code === 'CONFLICT' ? presentConflict(refusal) : presentKeyReused(refusal);
