import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

describe('composing the services', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bangfu-supergraph-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const compose = (schemas: Record<string, string>) => {
    for (const [name, sdl] of Object.entries(schemas)) {
      mkdirSync(path.join(folder, 'apps', name), { recursive: true });
      writeFileSync(path.join(folder, 'apps', name, 'schema.graphql'), `${LINK}\n${sdl}`);
    }
    const out = path.join(folder, 'supergraph.graphql');
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(__dirname, 'compose.mjs'), '--apps', path.join(folder, 'apps'), '--out', out],
      { encoding: 'utf8' },
    );
    return { status, stderr, supergraph: existsSync(out) ? readFileSync(out, 'utf8') : null };
  };

  it('writes a supergraph that knows each service by name', () => {
    const { status, supergraph } = compose({
      organization: 'type Query { town: Town } type Town @key(fields: "code") { code: ID! name: String! }',
      funds: 'type Town @key(fields: "code") { code: ID! funding: String }',
    });
    expect(status).toBe(0);
    expect(supergraph).toMatch(/ORGANIZATION @join__graph\(name: "organization"/);
    expect(supergraph).toMatch(/FUNDS @join__graph\(name: "funds"/);
  });

  it('fails with both services named when they disagree about a field, and writes nothing', () => {
    const { status, stderr, supergraph } = compose({
      organization: 'type Query { town: Town } type Town @key(fields: "code") { code: ID! name: String! @shareable }',
      funds: 'type Town @key(fields: "code") { code: ID! name: Int! @shareable }',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/FIELD_TYPE_MISMATCH/);
    expect(stderr).toMatch(/"organization"/);
    expect(stderr).toMatch(/"funds"/);
    expect(supergraph).toBeNull();
  });
});
