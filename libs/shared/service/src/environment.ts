import { z } from 'zod';

/** The environment a process was started with. This file and the apps' own `environment.ts` are its only readers. */
export type RawEnvironment = Readonly<Record<string, string | undefined>>;

const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);
const flag = (standard: boolean) =>
  z
    .enum(['true', 'false'], { error: 'is written true or false' })
    .default(standard ? 'true' : 'false')
    .transform((text) => text === 'true');

/** The settings that every process of the product has. */
export const processSettings = {
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
} as const;

/** The settings of a subgraph: where it listens, where its data are, and what it imports. */
export interface SubgraphEnvironment {
  readonly HOST: string;
  readonly LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly PORT: number;
  readonly MONGODB_URI: string;
  readonly DATABASE: string;
  /** Whether the synthetic set is imported beside the documents' facts. */
  readonly SYNTHETIC: boolean;
}

/** A setting is missing or wrong; the message lists every fault at once. */
export class EnvironmentFault extends Error {
  override readonly name = 'EnvironmentFault';
}

/**
 * Reads settings by a table of rules.
 * @throws EnvironmentFault that lists every setting at fault, with what was expected.
 */
export function readEnvironment<Shape extends z.core.$ZodLooseShape>(
  raw: RawEnvironment,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new EnvironmentFault(`the environment is at fault: ${faults.join('; ')}`);
}

/** Reads the settings of the subgraph `name`, which listens on `standardPort` unless told otherwise. */
export function readSubgraphEnvironment(
  name: string,
  standardPort: number,
  raw: RawEnvironment = process.env,
): SubgraphEnvironment {
  return readEnvironment(raw, {
    ...processSettings,
    PORT: port(standardPort),
    MONGODB_URI: z
      .string({ error: 'is the connection string of a MongoDB replica set' })
      .regex(/^mongodb(\+srv)?:\/\//, 'begins with mongodb:// or mongodb+srv://'),
    DATABASE: z.string().min(1).default(`bangfu_${name}`),
    SYNTHETIC: flag(true),
  });
}

export { flag, port };
