import { DISCLOSURE_LEVEL, DOCUMENT_STATUS } from '@bangfu/assessment-domain';
import type { DisclosureLevel, DocumentStatus } from '@bangfu/assessment-domain';
import { DateScalar, Source, connectionOf, glossaryEnum } from '@bangfu/graphql';
import type { PlainDate } from '@bangfu/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

export const DisclosureLevelEnum = glossaryEnum(
  'DisclosureLevel',
  DISCLOSURE_LEVEL,
  'Whether a document may be shown to the public (公开方式, KE-0a).',
);
export const DocumentStatusEnum = glossaryEnum(
  'DocumentStatus',
  DOCUMENT_STATUS,
  'Whether a document is held or only cited (文件状态, I-53).',
);

@ObjectType({ description: 'A policy document that is held, or the stub of one that is only cited (政策文件).' })
export class PolicyDocument {
  @Field(() => ID, { description: 'The prefix of its clause ids, such as P; for a stub a name of ours (编号).' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its number; null = none is printed (文号, D-0a).' })
  number!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A second number under which it was registered; null = none is printed (登记号, P-0a).',
  })
  registerNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Its title as printed; null for a stub without one (标题).' })
  title!: string | null;

  @Field(() => [String], { description: 'Who issued it, as printed, the first signatory first (发文机关).' })
  issuers!: string[];

  @Field(() => DateScalar, { nullable: true, description: 'The day it was issued; null = not known (成文日期).' })
  issuedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'The printed urgency, such as 加急; null = none (紧急程度).' })
  urgency!: string | null;

  @Field(() => String, { nullable: true, description: 'The printed channel, such as 明电; null = none (发送方式).' })
  channel!: string | null;

  @Field(() => DisclosureLevelEnum, {
    nullable: true,
    description: 'The release mode as printed; null = nothing is printed (所印公开方式, I-42).',
  })
  disclosure!: DisclosureLevel | null;

  @Field(() => DisclosureLevelEnum, {
    description: 'The release mode that holds: the printed one, otherwise not public (适用公开方式, KE-0a).',
  })
  effectiveDisclosure!: DisclosureLevel;

  @Field(() => DocumentStatusEnum, { description: 'Whether it is held or only cited (状态).' })
  status!: DocumentStatus;

  @Field(() => ID, { nullable: true, description: 'The id of the notice it is enclosed with (所附通知编号).' })
  partOfId!: string | null;

  @Field(() => [ID], { description: 'The ids of the documents it says it is based on (依据文件编号).' })
  basedOnIds!: string[];

  @Field(() => [String], { description: 'Where its identity, or for a stub the citation, is printed (出处).' })
  citedIn!: string[];

  @Field(() => String, { nullable: true, description: 'What was noted when it was read, in English (备注).' })
  note!: string | null;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;
}

export const PolicyDocumentConnection = connectionOf('PolicyDocument', '政策文件', () => PolicyDocument);

@InputType({ description: 'Narrows a list of policy documents (政策文件筛选).' })
export class PolicyDocumentFilter {
  @Field(() => DocumentStatusEnum, { nullable: true, description: 'Only this state (状态).' })
  status?: DocumentStatus | null;

  @Field(() => String, { nullable: true, description: 'Only documents of this number, as printed (文号).' })
  number?: string | null;
}
