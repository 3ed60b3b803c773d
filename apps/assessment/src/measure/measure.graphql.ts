import { Source, connectionOf } from '@bangfu/graphql';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A task that a clause sets, with those who answer for it (工作任务, K-16b).' })
export class Measure {
  @Field(() => ID, { description: 'The id, that of the clause that sets it, such as K-1 (编号).' })
  id!: string;

  @Field(() => ID, { description: 'The id of the clause that sets it (条款编号).' })
  clauseId!: string;

  @Field(() => ID, { description: 'The id of the document it stands in (文件编号).' })
  documentId!: string;

  @Field(() => String, { description: 'Its title as printed (标题).' })
  title!: string;

  @Field(() => String, { description: 'What it asks, in English; the wording is not held (内容摘要).' })
  summary!: string;

  @Field(() => [String], {
    description: 'Who answers for it, as printed and in the printed order (责任单位, I-36).',
  })
  responsibleUnits!: string[];

  @Field(() => Boolean, { description: 'Whether the printed list ends in 等 or 有关 (责任单位是否未列全, I-36).' })
  openEnded!: boolean;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;
}

export const MeasureConnection = connectionOf('Measure', '工作任务', () => Measure);

@InputType({ description: 'Narrows a list of measures (工作任务筛选).' })
export class MeasureFilter {
  @Field(() => ID, { nullable: true, description: 'Only measures of this document, K or E (文件编号).' })
  documentId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only lists that are open-ended, or only closed ones (未列全).',
  })
  openEnded?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only measures whose list has exactly this printed name (责任单位).',
  })
  responsibleUnit?: string | null;

  @Field(() => String, { nullable: true, description: 'Only measures whose title contains this (标题包含).' })
  text?: string | null;
}
