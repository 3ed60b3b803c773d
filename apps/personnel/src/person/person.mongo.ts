import { PERIOD_KINDS, valuesOf } from '@bangfu/kernel';
import type { PersonId } from '@bangfu/kernel';
import { reconcile, sourceSchema } from '@bangfu/mongo';
import type { Reconciled } from '@bangfu/mongo';
import type { Person } from '@bangfu/personnel-domain';
import { CADRE_RANK, EMPLOYMENT_KIND, POLITICAL_STATUS } from '@bangfu/personnel-domain';
import { Schema } from 'mongoose';
import type { Connection, QueryFilter } from 'mongoose';
import type { PersonStore } from './person.store';

type StoredPerson = Omit<Person, 'id'> & { _id: PersonId };

const text = { type: String, required: true } as const;
const oneOfOrNull = (values: readonly string[]) => ({ type: String, enum: [...values, null], default: null });
const schema = new Schema<StoredPerson>(
  {
    _id: String,
    name: text,
    politicalStatus: oneOfOrNull(valuesOf(POLITICAL_STATUS)),
    partyFullMemberSince: { type: String, default: null },
    rank: oneOfOrNull(valuesOf(CADRE_RANK)),
    employmentKind: oneOfOrNull(valuesOf(EMPLOYMENT_KIND)),
    birthMonth: {
      type: new Schema({ kind: { ...text, enum: [...PERIOD_KINDS] }, value: text }, { _id: false }),
      default: null,
    },
    source: { type: sourceSchema, required: true },
  },
  { versionKey: false },
);

/** Persons kept in the service's own database, and how an import replaces the imported ones. */
export function personStore(
  connection: Connection,
): PersonStore & { reconcile(records: readonly Person[]): Promise<Reconciled> } {
  const persons = connection.model<StoredPerson>('Person', schema, 'persons');
  return {
    async findByIds(ids) {
      const found = await persons.find({ _id: { $in: [...ids] } } as QueryFilter<StoredPerson>).lean();
      return (found as StoredPerson[]).map(({ _id, ...person }) => ({ ...person, id: _id }));
    },
    reconcile: (records) =>
      reconcile(
        persons,
        records.map(({ id, ...person }) => ({ _id: id, ...person })),
        { textOnly: true },
      ),
  };
}
