import {
  AVERAGE_REMARK,
  FUNDING_ABSENCE,
  QUOTA_HOLDER,
  TOWN_ASSISTANCE_FUNDS,
  fundingAbsence,
  isFunded,
  isQuotaHolder,
} from '@bangfu/funds-domain';
import { requestFault } from '@bangfu/graphql';
import { evaluate } from '@bangfu/policy';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { FundsContext } from '../context';
import { presentObligation } from '../obligation/obligation.presenter';
import { presentVerdict } from '../verdict.graphql';
import { Town, TownFunding } from './town.graphql';

@Resolver(() => Town)
export class TownFundingResolver {
  @Directive('@requires(fields: "cityCode category countsTowardQuota")')
  @FieldResolver(() => TownFunding, {
    nullable: true,
    description:
      "What is raised in a year for the city it lies in, and whether it is one of the towns that it is raised for; no amount is a town's own (乡镇资金, P-4.11).",
  })
  async funding(
    @Root() { code, cityCode, knownCategory, countsTowardQuota }: Town,
    @Ctx() { loaders, asOf }: FundsContext,
    @Arg('year', () => Int, { description: 'The year; 2021 to 2025 are funded (年度, P-4.11a).' }) year: number,
  ): Promise<TownFunding> {
    if (cityCode === undefined)
      throw requestFault('BAD_USER_INPUT', `Town ${code} was asked for its funding without its cityCode`);
    const obligations = (await loaders.ofCity.load(cityCode, asOf))?.asRecipient ?? [];
    const obligation = obligations.find((candidate) => candidate.year === year);
    const standing = {
      isYearFunded: isFunded(TOWN_ASSISTANCE_FUNDS, year),
      isCityRecipient: obligations.length > 0,
    };
    const absence = fundingAbsence(standing);
    const verdict = evaluate(
      QUOTA_HOLDER,
      { year, category: knownCategory, countsTowardQuota, ...standing },
      { kind: 'Town', id: code },
      asOf,
    );
    return Object.assign(new TownFunding(), {
      year,
      obligationId: obligation?.id ?? null,
      obligation: obligation ? presentObligation(obligation) : null,
      absence,
      reason: absence === null ? null : `${FUNDING_ABSENCE[absence].zh}，没有资金任务。`,
      isQuotaHolder: isQuotaHolder(verdict.outcome),
      verdict: presentVerdict(verdict),
      remark: AVERAGE_REMARK,
    });
  }
}
