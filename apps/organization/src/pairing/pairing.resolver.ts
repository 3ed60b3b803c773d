import type { DivisionCode, PlainDate } from '@bangfu/kernel';
import { DateScalar, ORDINARY_LIST, listName, pageRequest, presentSource } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { OrganizationContext } from '../context';
import { City } from '../division/division.graphql';
import { presentCity } from '../division/division.presenter';
import { presentVerdict } from '../verdict.graphql';
import { AnnexTotals, HelperSubtotal, PairingAnnex, PioneerQuota, RegisterComparison } from './annex.graphql';
import { Pairing, PairingConnection, PairingFilter } from './pairing.graphql';
import { presentPairing, presentQuota } from './pairing.presenter';
import { readAnnex } from './read-annex';

const AS_OF = {
  nullable: true,
  description: 'The day asked about; the day of the whole operation unless given (日期).',
} as const;

@Resolver(() => Pairing)
export class PairingResolver {
  @Query(() => PairingConnection, { description: 'Pairings in force on a day, in the order of the annex (结对列表).' })
  async pairings(
    @Ctx() { stores, asOf: today }: OrganizationContext,
    @Arg('filter', () => PairingFilter, { nullable: true, description: 'Narrows the list (筛选).' })
    filter?: PairingFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many items, 50 unless given, 500 at most (条数).' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' })
    after?: string | null,
    @Arg('asOf', () => DateScalar, AS_OF) asOf?: PlainDate | null,
  ): Promise<Connection<Pairing>> {
    const day = asOf ?? today;
    const { helperCityCode, recipientCityCode } = filter ?? {};
    const conditions = { ...(helperCityCode && { helperCityCode }), ...(recipientCityCode && { recipientCityCode }) };
    const list = listName('pairings', 'ANNEX', { ...conditions, day });
    const request = pageRequest(list, { first, after }, ORDINARY_LIST);
    return PairingConnection.of({
      list,
      page: await stores.pairings.page(conditions, day, request.after, request.limit),
      isFirstPage: request.after === null,
      keysOf: (pairing) => [pairing.annexRow, pairing.id],
      present: presentPairing,
      count: () => stores.pairings.count(conditions, day),
    });
  }

  @FieldResolver(() => City, { nullable: true, description: 'The helper city (帮扶市).' })
  helperCity(@Root() { helperCityCode }: Pairing, @Ctx() context: OrganizationContext): Promise<City | null> {
    return loadCity(helperCityCode, context);
  }

  @FieldResolver(() => City, { nullable: true, description: 'The recipient city (被帮扶市).' })
  recipientCity(@Root() { recipientCityCode }: Pairing, @Ctx() context: OrganizationContext): Promise<City | null> {
    return loadCity(recipientCityCode, context);
  }
}

@Resolver(() => PairingAnnex)
export class PairingAnnexResolver {
  @Query(() => PairingAnnex, {
    description: "The plan's annex, every sum computed from stored rows and set beside the register (方案附件).",
  })
  async pairingAnnex(
    @Ctx() { stores, asOf: today }: OrganizationContext,
    @Arg('asOf', () => DateScalar, AS_OF) asOf?: PlainDate | null,
  ): Promise<PairingAnnex> {
    const annex = await readAnnex(stores, asOf ?? today);
    return Object.assign(new PairingAnnex(), {
      pairings: annex.pairings.map(presentPairing),
      subtotals: annex.subtotals.map(({ helperCityCode, quota }) =>
        Object.assign(new HelperSubtotal(), { helperCityCode, quota: presentQuota(quota) }),
      ),
      pioneers: annex.pioneers.map(({ cityCode, towns, source }) =>
        Object.assign(new PioneerQuota(), { cityCode, towns, source: presentSource(source) }),
      ),
      totals: Object.assign(new AnnexTotals(), { ...annex.totals, quota: presentQuota(annex.totals.quota) }),
      register: annex.comparison.map((city) =>
        Object.assign(new RegisterComparison(), city, { difference: city.registerTowns - city.annexTowns }),
      ),
      registerTowns: annex.comparison.reduce((sum, city) => sum + city.registerTowns, 0),
      verdicts: annex.verdicts.map(presentVerdict),
    });
  }
}

@Resolver(() => HelperSubtotal)
export class HelperSubtotalResolver {
  @FieldResolver(() => City, { nullable: true, description: 'The helper city (帮扶市).' })
  helperCity(@Root() { helperCityCode }: HelperSubtotal, @Ctx() context: OrganizationContext): Promise<City | null> {
    return loadCity(helperCityCode, context);
  }
}

@Resolver(() => PioneerQuota)
export class PioneerQuotaResolver {
  @FieldResolver(() => City, { nullable: true, description: 'The city (市).' })
  city(@Root() { cityCode }: PioneerQuota, @Ctx() context: OrganizationContext): Promise<City | null> {
    return loadCity(cityCode, context);
  }
}

@Resolver(() => RegisterComparison)
export class RegisterComparisonResolver {
  @FieldResolver(() => City, { nullable: true, description: 'The city (市).' })
  city(@Root() { cityCode }: RegisterComparison, @Ctx() context: OrganizationContext): Promise<City | null> {
    return loadCity(cityCode, context);
  }
}

async function loadCity(code: DivisionCode, { loaders, asOf }: OrganizationContext): Promise<City | null> {
  const found = await loaders.division.load(code, asOf);
  return found && presentCity(found);
}
