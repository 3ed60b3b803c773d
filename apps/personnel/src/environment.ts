import { readSubgraphEnvironment } from '@bangfu/service';
import type { SubgraphEnvironment } from '@bangfu/service';

/** The settings of the personnel service, which listens on 4002 unless told otherwise. @throws EnvironmentFault */
export const environment = (): SubgraphEnvironment => readSubgraphEnvironment('personnel', 4002);
