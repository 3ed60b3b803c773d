import type { PersonId, PlainDate } from '@bangfu/kernel';
import { DateScalar, Period, Source, connectionOf, glossaryEnum } from '@bangfu/graphql';
import { CADRE_RANK, EMPLOYMENT_KIND, POLITICAL_STATUS } from '@bangfu/personnel-domain';
import type { CadreRank, EmploymentKind, PoliticalStatus } from '@bangfu/personnel-domain';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

export const PoliticalStatusEnum = glossaryEnum(
  'PoliticalStatus',
  POLITICAL_STATUS,
  "A person's standing with the Party (政治面貌).",
);
export const CadreRankEnum = glossaryEnum(
  'CadreRank',
  CADRE_RANK,
  "A cadre's rank, from the lowest to the highest (职务层次).",
);
export const EmploymentKindEnum = glossaryEnum(
  'EmploymentKind',
  EMPLOYMENT_KIND,
  'How a person is employed by the dispatching unit (人员身份, P-2.1l).',
);

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A person who is or was posted; only what a rule needs is kept, nothing that identifies further (人员).',
})
export class Person {
  @Field(() => ID, { description: 'The id (编号).' })
  id!: PersonId;

  @Field(() => String, { description: 'The name (姓名).' })
  name!: string;

  @Field(() => PoliticalStatusEnum, {
    nullable: true,
    description: 'The standing with the Party; null = not reported (政治面貌).',
  })
  politicalStatus!: PoliticalStatus | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day of becoming a full member, from which Party standing counts; null = not reported or none (转正日期, I-14).',
  })
  partyFullMemberSince!: PlainDate | null;

  @Field(() => CadreRankEnum, { nullable: true, description: 'The rank; null = not reported (职务层次).' })
  rank!: CadreRank | null;

  @Field(() => EmploymentKindEnum, {
    nullable: true,
    description: 'How the person is employed; null = not reported (人员身份).',
  })
  employmentKind!: EmploymentKind | null;

  @Field(() => Period, { nullable: true, description: 'The month of birth; null = not reported (出生年月).' })
  birthMonth!: Period | null;

  @Field(() => Source, { description: 'Where the record comes from (来源).' })
  source!: Source;

  @Field(() => Boolean, { description: 'Whether it was invented for demonstration (是否模拟数据).' })
  synthetic!: boolean;
}

export const PersonConnection = connectionOf('Person', '人员', () => Person);
