import type { ImportSeverity } from '@bangfu/kernel';
import { IMPORT_SEVERITY } from '@bangfu/kernel';
import { connectionOf, glossaryEnum } from '@bangfu/graphql';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { IMPORT_ISSUE_STATUS } from './import-issue';
import type { ImportIssue as ImportIssueValue, ImportIssueStatus } from './import-issue';

export const ImportSeverityEnum = glossaryEnum(
  'ImportSeverity',
  IMPORT_SEVERITY,
  'What kind of disagreement an import met (导入问题类型).',
);
export const ImportIssueStatusEnum = glossaryEnum(
  'ImportIssueStatus',
  IMPORT_ISSUE_STATUS,
  'Whether a person has decided an import issue (导入问题状态).',
);

@Directive('@shareable')
@ObjectType({ description: 'One of the values that disagree, and where it stands (读数).' })
export class Reading {
  @Field(() => String, { description: 'The value as printed or computed (值).' })
  value!: string;

  @Field(() => String, { description: 'Where it stands (出处).' })
  source!: string;
}

@Directive('@shareable')
@ObjectType({
  description: 'What an import could not decide: both values as printed, a suggestion, and who decides (导入问题).',
})
export class ImportIssue {
  @Field(() => ID, { description: 'The id of the issue (编号).' })
  id!: string;

  @Field(() => String, { description: 'The case it belongs to, I-01 to I-67 (案例编号).' })
  caseId!: string;

  @Field(() => ImportSeverityEnum, { description: 'What kind of disagreement it is (类型).' })
  severity!: ImportSeverity;

  @Field(() => String, { description: 'The kind of thing it is about (对象类型).' })
  subjectKind!: string;

  @Field(() => ID, { description: 'The code or id of the thing it is about (对象编号).' })
  subjectId!: string;

  @Field(() => String, { description: 'The name of the thing it is about, as printed (对象名称).' })
  subjectLabel!: string;

  @Field(() => [String], { description: 'The requirements or clauses that disagree, such as X-1.1b (条款).' })
  requirementIds!: string[];

  @Field(() => String, { description: 'The disagreement in one Chinese sentence (说明).' })
  evidence!: string;

  @Field(() => [Reading], { description: 'The values that disagree, each with its place (各方读数).' })
  readings!: Reading[];

  @Field(() => String, { nullable: true, description: 'The suggested value; null = the facts suggest none (建议).' })
  suggestion!: string | null;

  @Field(() => String, { description: 'What the import did; it never repaired a printed value (处理).' })
  action!: string;

  @Field(() => String, { description: 'Who must decide (决定人).' })
  owner!: string;

  @Field(() => ImportIssueStatusEnum, { description: 'Whether a person has decided (状态).' })
  status!: ImportIssueStatus;
}

export const ImportIssueConnection = connectionOf('ImportIssue', '导入问题', () => ImportIssue, true);

@InputType({ description: 'Narrows a list of import issues (导入问题筛选).' })
export class ImportIssueFilter {
  @Field(() => String, { nullable: true, description: 'Only issues of this case, such as I-01 (案例编号).' })
  caseId?: string | null;

  @Field(() => ImportSeverityEnum, { nullable: true, description: 'Only this kind (类型).' })
  severity?: ImportSeverity | null;

  @Field(() => ImportIssueStatusEnum, { nullable: true, description: 'Only issues in this state (状态).' })
  status?: ImportIssueStatus | null;

  @Field(() => ID, { nullable: true, description: 'Only issues about this code or id (对象编号).' })
  subjectId?: string | null;
}

/** An issue as the graph shows it. */
export const presentImportIssue = (issue: ImportIssueValue): ImportIssue =>
  Object.assign(new ImportIssue(), {
    ...issue,
    requirementIds: [...issue.requirementIds],
    readings: issue.readings.map((reading) =>
      Object.assign(new Reading(), { value: reading.value, source: reading.source }),
    ),
  });
