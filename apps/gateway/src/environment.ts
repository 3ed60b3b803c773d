import { port, processSettings, readEnvironment } from '@bangfu/service';
import type { RawEnvironment } from '@bangfu/service';
import { z } from 'zod';

// Apollo's gateway exports metrics to its maker unless told not to. It reads the variable when it is first imported, so
// this file is imported before it (ADR 0008).
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

/** A department's service as the gateway reaches it. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** The settings of the gateway. */
export interface GatewayEnvironment {
  readonly HOST: string;
  readonly LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly PORT: number;
  /** Where each subgraph is reached: `organization=http://…/graphql,…`. */
  readonly SUBGRAPHS: readonly SubgraphAddress[];
  /** The composed supergraph. */
  readonly SUPERGRAPH_FILE: string;
  /** The folder of the console's built pages; none are served without it. */
  readonly CONSOLE_DIR: string | null;
  /** How long a subgraph may take to answer one call, in milliseconds. */
  readonly SUBGRAPH_TIMEOUT_MS: number;
}

const subgraphs = z
  .string({ error: 'lists the subgraphs as name=url, separated by commas' })
  .transform((text, context): SubgraphAddress[] =>
    text.split(',').map((entry) => {
      const [name = '', ...rest] = entry.trim().split('=');
      const url = rest.join('=');
      if (!/^[a-z]+$/.test(name) || !URL.canParse(url))
        context.addIssue(`'${entry.trim()}' is not of the form name=url`);
      return { name, url };
    }),
  );

/** Reads the gateway's settings. @throws EnvironmentFault */
export const environment = (supergraphFile: string, raw: RawEnvironment = process.env): GatewayEnvironment =>
  readEnvironment(raw, {
    ...processSettings,
    PORT: port(4000),
    SUBGRAPHS: subgraphs,
    SUPERGRAPH_FILE: z.string().default(supergraphFile),
    CONSOLE_DIR: z.string().nullable().default(null),
    SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  });
