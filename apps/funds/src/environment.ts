import { readSubgraphEnvironment } from '@bangfu/service';
import type { SubgraphEnvironment } from '@bangfu/service';

/** The settings of the funds service, which listens on 4003 unless told otherwise. @throws EnvironmentFault */
export const environment = (): SubgraphEnvironment => readSubgraphEnvironment('funds', 4003);
