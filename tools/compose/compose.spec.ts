import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readSubgraphEnvironment } from '@bangfu/service';

interface Service {
  readonly image: string;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly ports?: string[];
  readonly networks?: string[];
  readonly restart?: string;
  readonly healthcheck?: unknown;
  readonly depends_on?: Record<string, { condition: string }>;
}

interface ComposeFile {
  readonly services: Record<string, Service>;
  readonly networks: Record<string, { internal?: boolean }>;
}

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const SUBGRAPHS = ['organization', 'personnel', 'funds', 'assessment'];
const APPS = [...SUBGRAPHS, 'gateway'];

/** The file as Compose sees it when the environment sets nothing: `${NAME:-standard}` becomes the standard. */
const compose = (): ComposeFile =>
  parse(read('docker-compose.yml').replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'), { merge: true }) as ComposeFile;
const service = (name: string): Service => {
  const found = compose().services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};

function schemaFaults(file: unknown): readonly string[] {
  const schema = JSON.parse(read('tools/compose/compose-spec.json')) as Record<string, unknown>;
  // The schema names its draft by an address that Ajv does not know; draft 7 is what Ajv assumes by itself.
  delete schema['$schema'];
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
  return validate(file) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The settings that an app's own environment.ts names. */
const settingsNamedBy = (app: string): readonly string[] =>
  [...read(`apps/${app}/src/environment.ts`).matchAll(/\b([A-Z][A-Z_]+)\b(?=\??:|'?\])/g)].map(
    ([, name]) => name ?? '',
  );

describe('the schema of the Compose Specification', () => {
  it('is the file whose provenance the README gives', () => {
    const content = JSON.stringify(JSON.parse(read('tools/compose/compose-spec.json')));
    const sum = createHash('sha256').update(content).digest('hex');
    expect(read('tools/compose/README.md')).toContain(sum);
  });

  it('accepts docker-compose.yml', () => {
    expect(schemaFaults(compose())).toEqual([]);
  });

  it('refuses a misspelt setting and a wrong form', () => {
    const { services, ...rest } = compose();
    expect(
      schemaFaults({ ...rest, services: { ...services, funds: { ...services['funds'], comand: [] } } }),
    ).not.toEqual([]);
    expect(
      schemaFaults({ ...rest, services: { ...services, funds: { ...services['funds'], ports: 4003 } } }),
    ).not.toEqual([]);
  });
});

describe('the services of docker-compose.yml', () => {
  it('are the apps, the database and the step that makes it a replica set', () => {
    expect(Object.keys(compose().services).sort()).toEqual(
      [...APPS, 'mongo-1', 'mongo-2', 'mongo-3', 'replica-set'].sort(),
    );
  });

  it.each(APPS)('%s runs the app of its name', (name) => {
    expect(existsSync(path.join(ROOT, 'apps', name, 'project.json'))).toBe(true);
    expect(service(name).command).toEqual(['node', `dist/apps/${name}/src/main.js`]);
  });

  it.each(SUBGRAPHS)('%s is given settings that it reads, and its own database', (name) => {
    const given = service(name).environment ?? {};
    const understood = readSubgraphEnvironment(name, 4000, given);
    expect(Object.keys(given).filter((setting) => !(setting in understood))).toEqual([]);
    expect(understood.DATABASE).toBe(`bangfu_${name}`);
    expect(understood.MONGODB_URI).toContain('replicaSet=bangfu');
  });

  it('gateway is given settings that it reads, and the address of each subgraph', () => {
    const given = service('gateway').environment ?? {};
    const read = [...settingsNamedBy('gateway'), 'HOST', 'LOG_LEVEL'];
    expect(Object.keys(given).filter((setting) => !read.includes(setting))).toEqual([]);
    expect(given['SUBGRAPHS']?.split(',')).toEqual(
      SUBGRAPHS.map((name) => `${name}=http://${name}:${service(name).environment?.['PORT']}/graphql`),
    );
  });

  it('publish no port but the gateway', () => {
    expect(Object.entries(compose().services).flatMap(([name, { ports }]) => (ports ? [name] : []))).toEqual([
      'gateway',
    ]);
    expect(service('gateway').ports).toEqual(['4000:4000']);
  });

  it('have no way out but the gateway', () => {
    const { services, networks } = compose();
    expect(networks['inside']?.internal).toBe(true);
    for (const [name, { networks: joined }] of Object.entries(services)) {
      expect([name, joined]).toEqual([name, name === 'gateway' ? ['inside', 'outside'] : ['inside']]);
    }
  });

  it('start in order: the servers, the replica set, the subgraphs, the gateway', () => {
    const conditions = (name: string) =>
      Object.entries(service(name).depends_on ?? {}).map(([on, { condition }]) => `${on}: ${condition}`);
    expect(conditions('replica-set')).toEqual([1, 2, 3].map((n) => `mongo-${n}: service_healthy`));
    for (const name of SUBGRAPHS) expect(conditions(name)).toEqual(['replica-set: service_completed_successfully']);
    expect(conditions('gateway')).toEqual(SUBGRAPHS.map((name) => `${name}: service_healthy`));
  });

  it('are started again when they fail, and tell whether they are well', () => {
    for (const [name, { restart, healthcheck }] of Object.entries(compose().services)) {
      expect([name, restart]).toEqual([name, name === 'replica-set' ? 'on-failure' : 'unless-stopped']);
      if (name.startsWith('mongo-')) expect(healthcheck).toBeDefined();
    }
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK [^]*\/health\/ready/m);
  });

  it('use pinned images and hold no secret', () => {
    for (const { image } of Object.values(compose().services)) expect(image).toMatch(/:\d+\.\d+\.\d+$/);
    expect(read('docker-compose.yml')).not.toMatch(/secret|passwd|mongodb:\/\/[^/\s]*@|(password|token|key)\w*:/i);
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');

  it('is built from a pinned Node that the product supports, by the lock file', () => {
    const major = /^ARG NODE_IMAGE=node:(\d+)\.\d+\.\d+-/m.exec(dockerfile)?.[1];
    expect(Number(major)).toBeGreaterThanOrEqual(20);
    expect(Number(major)).toBeLessThan(25);
    expect(dockerfile.match(/^RUN npm .*$/gm)).toEqual(['RUN npm ci', 'RUN npm ci --omit=dev']);
  });

  it('runs without root and without telemetry', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toContain('APOLLO_TELEMETRY_DISABLED=1');
  });
});
