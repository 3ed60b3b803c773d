import type { PlainDate, RuleSeverity, RuleStrength, VerdictOutcome, DivisionCode } from '@bangfu/kernel';
import { clauseIdOf } from '@bangfu/policy';
import type { Verdict as VerdictValue } from '@bangfu/policy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateScalar, DivisionCodeScalar } from '../scalars/scalars';
import { RuleSeverityEnum, RuleStrengthEnum, VerdictOutcomeEnum } from '../vocabulary/shared-enums';
import type { EntityClass } from '../federation/entity-class';

/**
 * Declares the GraphQL types of a verdict for one service. Assessment owns `PolicyClause` and passes its own class;
 * the others pass the reference. Everything else is the same, field by field, in all four (`@shareable`).
 */
export function verdictTypes(PolicyClause: EntityClass<{ id: string }>, clauseOf: (id: string) => { id: string }) {
  @Directive('@shareable')
  @ObjectType('RuleReference', { description: 'The rule and version that gave a verdict (规则).' })
  class RuleReference {
    @Field(() => ID, { description: 'The name of the rule, the same through all versions (规则编号).' })
    id!: string;

    @Field(() => Int, { description: 'The version of the rule (版本).' })
    version!: number;

    @Field(() => String, { description: 'The rule in words, in Chinese (规则内容).' })
    title!: string;

    @Field(() => String, {
      description: 'The requirement it computes: the atomic part of a clause, such as P-2.1b (要求编号).',
    })
    requirementId!: string;

    @Field(() => ID, { description: 'The clause it rests on, such as P-2.1 (条款编号).' })
    clauseId!: string;

    @Field(() => PolicyClause, { nullable: true, description: 'The clause it rests on (条款).' })
    clause!: { id: string } | null;

    @Field(() => RuleStrengthEnum, { description: 'How strongly the clause words its demand (条款强度).' })
    strength!: RuleStrength;

    @Field(() => RuleSeverityEnum, { description: 'What follows when it is broken (严重程度).' })
    severity!: RuleSeverity;

    @Field(() => DivisionCodeScalar, { description: 'The division whose bodies it binds (适用地区代码).' })
    jurisdictionCode!: DivisionCode;

    @Field(() => DateScalar, { description: 'The first day on which this version holds (施行日期).' })
    validFrom!: PlainDate;

    @Field(() => DateScalar, {
      nullable: true,
      description: 'The last day on which this version holds; null = open (失效日期).',
    })
    validTo!: PlainDate | null;

    @Field(() => Boolean, { description: 'Whether a waiver with reason, person and date may clear it (可否豁免).' })
    waivable!: boolean;
  }

  @Directive('@shareable')
  @ObjectType('VerdictInput', { description: 'A fact that a rule looked at (判定依据).' })
  class VerdictInput {
    @Field(() => String, { description: 'What the fact is (名称).' })
    name!: string;

    @Field(() => String, { nullable: true, description: 'Its value; null = not known (值).' })
    value!: string | null;

    @Field(() => String, { description: 'Where it comes from (来源).' })
    source!: string;
  }

  @Directive('@shareable')
  @ObjectType('Explanation', { description: 'Why a verdict is as it is, enough to compute it again (判定说明).' })
  class Explanation {
    @Field(() => String, { description: 'The reason in one Chinese sentence (说明).' })
    sentence!: string;

    @Field(() => String, {
      nullable: true,
      description: 'The actual value; null = nothing to compare or not known (实际值).',
    })
    actual!: string | null;

    @Field(() => String, { nullable: true, description: 'The target value; null = nothing to compare (目标值).' })
    target!: string | null;

    @Field(() => [VerdictInput], { description: 'The facts looked at, with their sources (依据).' })
    inputs!: VerdictInput[];
  }

  @Directive('@shareable')
  @ObjectType('Verdict', {
    description: 'What a rule finds about a subject on a day, with its whole explanation (判定).',
  })
  class Verdict {
    @Field(() => VerdictOutcomeEnum, { description: 'The outcome; what is not known is never MET (结果).' })
    outcome!: VerdictOutcome;

    @Field(() => RuleReference, { description: 'The rule and version applied (规则).' })
    rule!: RuleReference;

    @Field(() => String, { description: 'The kind of thing judged, such as TownTeam (对象类型).' })
    subjectKind!: string;

    @Field(() => ID, { description: 'The code or id of the thing judged (对象编号).' })
    subjectId!: string;

    @Field(() => DateScalar, { description: 'The day the verdict is about (判定日期).' })
    asOf!: PlainDate;

    @Field(() => Explanation, { description: 'Why (说明).' })
    explanation!: Explanation;
  }

  const present = ({ rule, subject, asOf, outcome, actual, target, inputs, sentence }: VerdictValue): Verdict => {
    const clauseId = clauseIdOf(rule.requirementId);
    return Object.assign(new Verdict(), {
      outcome,
      asOf,
      subjectKind: subject.kind,
      subjectId: subject.id,
      rule: Object.assign(new RuleReference(), {
        id: rule.id,
        version: rule.version,
        title: rule.title,
        requirementId: rule.requirementId,
        clauseId,
        clause: clauseOf(clauseId),
        strength: rule.strength,
        severity: rule.severity,
        jurisdictionCode: rule.jurisdiction,
        validFrom: rule.validFrom,
        validTo: rule.validTo,
        waivable: rule.waivable,
      }),
      explanation: Object.assign(new Explanation(), {
        sentence,
        actual,
        target,
        inputs: inputs.map((input) => Object.assign(new VerdictInput(), input)),
      }),
    });
  };
  return { Verdict, present };
}
