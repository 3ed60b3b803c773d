import { After, Filter, First, ORDINARY_LIST, given, listName, reading, requestFault } from '@bangfu/graphql';
import type { Connection, CursorKeys } from '@bangfu/graphql';
import type { FundingObligation as FundingObligationValue } from '@bangfu/funds-domain';
import { idOf } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { City, cityReferenceTo } from '../city/city.graphql';
import type { FundsContext } from '../context';
import { Verdict, presentVerdict } from '../verdict.graphql';
import { judgeObligation } from './judge-obligation';
import {
  FundingObligation,
  FundingObligationConnection,
  FundingObligationFilter,
  FundingObligationOrderEnum,
} from './obligation.graphql';
import { presentObligation, recordOf } from './obligation.presenter';
import type { FundingObligationOrder } from './obligation.store';

@Resolver(() => FundingObligation)
export class FundingObligationResolver {
  @Query(() => FundingObligation, { nullable: true, description: 'An obligation by its id (按编号查资金任务).' })
  async fundingObligation(
    @Ctx() { loaders, asOf }: FundsContext,
    @Arg('id', () => ID, { description: 'The id (编号).' }) id: string,
  ): Promise<FundingObligation> {
    const found = await loaders.obligation.load(
      reading(() => idOf('FundingObligation', id)),
      asOf,
    );
    if (!found) throw requestFault('NOT_FOUND', `no funding obligation has the id ${id}`);
    return presentObligation(found);
  }

  @Query(() => FundingObligationConnection, {
    description: 'Obligations of town assistance: one per recipient city and year (资金任务列表, P-4.11).',
  })
  async fundingObligations(
    @Ctx() { stores }: FundsContext,
    @Filter(() => FundingObligationFilter) filter?: FundingObligationFilter | null,
    @Arg('orderBy', () => FundingObligationOrderEnum, {
      defaultValue: FundingObligationOrderEnum.YEAR,
      description: 'The order (排序).',
    })
    orderBy: FundingObligationOrder = 'YEAR',
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
  ): Promise<Connection<FundingObligation>> {
    const conditions = given(filter);
    return FundingObligationConnection.read({
      list: listName('fundingObligations', orderBy, conditions),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.obligations.page(conditions, orderBy, place, limit),
      keysOf: KEYS[orderBy],
      present: presentObligation,
      count: () => stores.obligations.count(conditions),
    });
  }

  @FieldResolver(() => City, { nullable: true, description: 'The helper city (帮扶市).' })
  helperCity(@Root() { helperCityCode }: FundingObligation): City {
    return cityReferenceTo(helperCityCode);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The recipient city (被帮扶市).' })
  recipientCity(@Root() { recipientCityCode }: FundingObligation): City {
    return cityReferenceTo(recipientCityCode);
  }

  @FieldResolver(() => [Verdict], {
    description:
      'Whether the shares are 6:3:1, and whether the helper city paid in full and in time (判定, P-4.11b, P-4.11f, D-6b).',
  })
  verdicts(@Root() { value }: FundingObligation, @Ctx() { asOf }: FundsContext): InstanceType<typeof Verdict>[] {
    return judgeObligation(value, recordOf(value), asOf).map(presentVerdict);
  }
}

/** The sort keys of an obligation in each order, as the stored order names them. */
const KEYS: Readonly<Record<FundingObligationOrder, (obligation: FundingObligationValue) => CursorKeys>> = {
  YEAR: ({ year, annexRow, id }) => [year, annexRow, id],
  RECIPIENT_CITY: ({ recipientCityCode, year, id }) => [recipientCityCode, year, id],
  TOTAL: ({ total, year, id }) => [total, year, id],
};
