import { readSubgraphEnvironment } from '@bangfu/service';
import type { SubgraphEnvironment } from '@bangfu/service';

/** The settings of the assessment service, which listens on 4004 unless told otherwise. @throws EnvironmentFault */
export const environment = (): SubgraphEnvironment => readSubgraphEnvironment('assessment', 4004);
