import { ORDINARY_LIST, listName, pageRequest, reading, requestFault } from '@bangfu/graphql';
import type { Connection, CursorKeys } from '@bangfu/graphql';
import type { FundingObligation as FundingObligationValue } from '@bangfu/funds-domain';
import { idOf } from '@bangfu/kernel';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
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
    @Arg('filter', () => FundingObligationFilter, { nullable: true, description: 'Narrows the list (筛选).' })
    filter?: FundingObligationFilter | null,
    @Arg('orderBy', () => FundingObligationOrderEnum, {
      defaultValue: FundingObligationOrderEnum.YEAR,
      description: 'The order (排序).',
    })
    orderBy: FundingObligationOrder = 'YEAR',
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
  ): Promise<Connection<FundingObligation>> {
    const { year, helperCityCode, recipientCityCode } = filter ?? {};
    const conditions = {
      ...(year != null && { year }),
      ...(helperCityCode && { helperCityCode }),
      ...(recipientCityCode && { recipientCityCode }),
    };
    const list = listName('fundingObligations', orderBy, conditions);
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return FundingObligationConnection.of({
      list,
      page: await stores.obligations.page(conditions, orderBy, request.after, request.limit),
      isFirstPage: request.after === null,
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
