// All services and the gateway in one process, for a small office: the same code as in processes of their own, given
// their settings as values. The supervisor starts it; the database stays a process of its own.
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './preparation.mjs';

process.env.APOLLO_TELEMETRY_DISABLED = '1';
const require = createRequire(import.meta.url);
const built = (file) => require(path.join(ROOT, 'dist', file));
const { runProcess, startSubgraph } = built('libs/shared/service/src/index.js');
const { startGateway } = built('apps/gateway/src/app.js');

const SERVICES = ['organization', 'personnel', 'funds', 'assessment'];
const { HOST, LOG_LEVEL, MONGODB_URI, SYNTHETIC, PORT, CONSOLE_DIR, DATABASE_PREFIX } = process.env;

await runProcess('gateway', async () => {
  const services = [];
  for (const name of SERVICES) {
    const { buildApp } = built(`apps/${name}/src/app.js`);
    services.push(
      await startSubgraph(buildApp, {
        HOST,
        LOG_LEVEL,
        PORT: 0,
        MONGODB_URI,
        DATABASE: `${DATABASE_PREFIX}${name}`,
        SYNTHETIC: SYNTHETIC === 'true',
      }),
    );
  }
  const gateway = await startGateway({
    HOST,
    LOG_LEVEL,
    PORT: Number(PORT),
    SUBGRAPHS: services.map(({ url }, place) => ({ name: SERVICES[place], url })),
    SUPERGRAPH_FILE: path.join(ROOT, 'dist/apps/gateway/supergraph.graphql'),
    CONSOLE_DIR,
    SUBGRAPH_TIMEOUT_MS: 10_000,
  });
  return {
    url: gateway.url,
    close: async () => {
      await gateway.close();
      await Promise.all(services.map((service) => service.close()));
    },
  };
});
