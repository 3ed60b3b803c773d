import type { DivisionCode, PlainDate } from '@bangfu/kernel';
import { After, AsOf, Filter, First, ORDINARY_LIST, given, listName, presentSource } from '@bangfu/graphql';
import type { Connection } from '@bangfu/graphql';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { OrganizationContext } from '../context';
import { City } from '../division/division.graphql';
import { presentCity } from '../division/division.presenter';
import { presentVerdict } from '../verdict.graphql';
import { AnnexTotals, HelperSubtotal, PairingAnnex, PioneerQuota, RegisterComparison } from './annex.graphql';
import { Pairing, PairingConnection, PairingFilter } from './pairing.graphql';
import { presentPairing, presentQuota } from './pairing.presenter';
import { readAnnex } from './read-annex';

@Resolver(() => Pairing)
export class PairingResolver {
  @Query(() => PairingConnection, { description: 'Pairings in force on a day, in the order of the annex (结对列表).' })
  async pairings(
    @Ctx() { stores, asOf: today }: OrganizationContext,
    @Filter(() => PairingFilter) filter?: PairingFilter | null,
    @First(ORDINARY_LIST) first?: number | null,
    @After() after?: string | null,
    @AsOf() asOf?: PlainDate | null,
  ): Promise<Connection<Pairing>> {
    const day = asOf ?? today;
    const conditions = given(filter);
    return PairingConnection.read({
      list: listName('pairings', 'ANNEX', { ...conditions, day }),
      size: ORDINARY_LIST,
      first,
      after,
      read: ({ after: place, limit }) => stores.pairings.page(conditions, day, place, limit),
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
    @AsOf() asOf?: PlainDate | null,
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
