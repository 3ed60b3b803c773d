import { SOURCE_KIND, valuesOf } from '@bangfu/kernel';
import { Schema } from 'mongoose';

/** The stored form of a record's source, a part of every imported document. */
export const sourceSchema = new Schema(
  {
    kind: { type: String, enum: valuesOf(SOURCE_KIND), required: true },
    reference: { type: String, required: true },
    requirementId: { type: String, default: null },
  },
  { _id: false },
);
