import { readSubgraphEnvironment } from '@bangfu/service';
import type { SubgraphEnvironment } from '@bangfu/service';

/** The settings of the organization service, which listens on 4001 unless told otherwise. @throws EnvironmentFault */
export const environment = (): SubgraphEnvironment => readSubgraphEnvironment('organization', 4001);
