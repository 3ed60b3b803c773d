import { valuesOf } from '@bangfu/kernel';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { ACTOR_KIND, AUDIT_ENTRY_KIND } from './audit-entry';
import type { AggregateReference, AuditEntry, AuditEntryKind } from './audit-entry';
import type { Checkpoint } from './checkpoint';

/** An audit entry as it is stored. */
export type StoredEntry = Omit<AuditEntry, 'id'> & { _id: string };

/** An entry of the change feed as it is stored; it has no position until the feed has given it one. */
export interface StoredChange {
  /** The id of the audit entry. */
  _id: string;
  actId: string;
  aggregate: AggregateReference;
  seq: number;
  kind: Exclude<AuditEntryKind, 'DISCLOSED'>;
  version: number;
  act: string;
  at: Date;
  paths: readonly string[];
  scopes: readonly string[];
  position?: number;
}

/** The answer of an act as it is stored, under the digest of actor and key. */
export interface StoredAnswer {
  _id: string;
  body: string;
  act: string;
  actId: string;
  at: Date;
  /** The outcome as JSON text, so that it comes back letter by letter. */
  outcome: string;
}

/** How far the feed has given out positions, and the changes that are just getting the next ones. */
export interface FeedEnd {
  _id: 'feed';
  position: number;
  batch: readonly string[];
}

/** A checkpoint as it is stored; its evidence is JSON text, since lists of lists of hashes are never queried. */
export interface StoredCheckpoint {
  _id: number;
  checkpoint: string;
}

const text = { type: String, required: true } as const;
const count = { type: Schema.Types.Int32, required: true } as const;
const aggregate = { type: new Schema<AggregateReference>({ kind: text, id: text }, { _id: false }), required: true };
const actorSchema = new Schema(
  { kind: { ...text, enum: valuesOf(ACTOR_KIND) }, id: text, role: { type: String, default: null } },
  { _id: false },
);

const entrySchema = new Schema<StoredEntry>(
  {
    _id: String,
    actId: text,
    aggregate,
    seq: count,
    kind: { ...text, enum: valuesOf(AUDIT_ENTRY_KIND) },
    version: count,
    act: text,
    actor: { type: actorSchema, required: true },
    actedFor: { type: actorSchema, default: null },
    reason: { type: String, default: null },
    at: { type: Date, required: true },
    changes: {
      type: [
        new Schema(
          {
            path: text,
            before: { type: String, default: null },
            after: { type: String, default: null },
            sealed: { type: Boolean, required: true },
          },
          { _id: false },
        ),
      ],
      required: true,
    },
    previousHash: text,
    hash: text,
  },
  { versionKey: false },
);
// No two entries at one place of a chain: two acts at once cannot fork it.
entrySchema.index({ 'aggregate.kind': 1, 'aggregate.id': 1, seq: 1 }, { unique: true });

const changeSchema = new Schema<StoredChange>(
  {
    _id: String,
    actId: text,
    aggregate,
    seq: count,
    kind: text,
    version: count,
    act: text,
    at: { type: Date, required: true },
    paths: { type: [String], required: true },
    scopes: { type: [String], required: true },
    position: Schema.Types.Double,
  },
  { versionKey: false },
);
changeSchema.index({ position: 1, 'aggregate.kind': 1, 'aggregate.id': 1, seq: 1 });

const answerSchema = new Schema<StoredAnswer>(
  { _id: String, body: text, act: text, actId: text, at: { type: Date, required: true }, outcome: text },
  { versionKey: false },
);
const feedEndSchema = new Schema<FeedEnd>(
  { _id: String, position: Schema.Types.Double, batch: [String] },
  { versionKey: false },
);
const checkpointSchema = new Schema<StoredCheckpoint>(
  { _id: Schema.Types.Int32, checkpoint: text },
  { versionKey: false },
);

/** The collections that the audit keeps in a service's own database. */
export interface AuditCollections {
  readonly entries: Model<StoredEntry>;
  readonly changes: Model<StoredChange>;
  readonly answers: Model<StoredAnswer>;
  readonly feedEnd: Model<FeedEnd>;
  readonly checkpoints: Model<StoredCheckpoint>;
}

/** Declares the collections on a connection, once. */
export function auditCollections(connection: Connection): AuditCollections {
  const declared = <Stored>(name: string, schema: Schema<Stored>, collection: string): Model<Stored> =>
    (connection.models[name] as Model<Stored> | undefined) ?? connection.model<Stored>(name, schema, collection);
  return {
    entries: declared('AuditEntry', entrySchema, 'audit_entries'),
    changes: declared('Change', changeSchema, 'change_feed'),
    answers: declared('ActAnswer', answerSchema, 'act_answers'),
    feedEnd: declared('FeedEnd', feedEndSchema, 'change_feed_end'),
    checkpoints: declared('AuditCheckpoint', checkpointSchema, 'audit_checkpoints'),
  };
}

/** Reads a stored checkpoint. */
export const toCheckpoint = ({ checkpoint }: StoredCheckpoint): Checkpoint => JSON.parse(checkpoint) as Checkpoint;
