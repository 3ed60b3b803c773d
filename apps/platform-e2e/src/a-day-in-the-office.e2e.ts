import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { at, listAt } from '@bangfu/testing';
import { ROOT, eventually, freePort, isRunning, startPlatform, startToEnd } from './platform';
import type { Platform } from './platform';
import { QUESTIONS, queriesOfReadme } from './questions';

// One data folder lives through the whole file, as it does on an officer's machine: a first start with the synthetic
// set, a service that dies, a Ctrl-C, a second start without the synthetic set, a third one in a single process.

const TOWN_NAME = 'query ($code: DivisionCode!) { town(code: $code) { name } }';

describe('from a first start to the last', () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'bangfu-e2e-'));
  let port: number;
  let platform: Platform;

  beforeAll(async () => {
    port = await freePort();
    platform = await startPlatform({ dataFolder, port });
  }, 240_000);

  afterAll(async () => {
    await platform?.interrupt();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 60_000);

  it('says where things are, what it did and how long it took', () => {
    const output = platform.output();
    expect([...output.matchAll(/✓ (\w+)/g)].map(([, step]) => step)).toEqual(['packages', 'build', 'services']);
    expect(output).toContain(`graph      http://localhost:${port}/graphql`);
    expect(output).toMatch(/Ready in \d+\.\d s\./);
  });

  it('answers the first question: one town, four services, one operation', async () => {
    const answer = await platform.ask(QUESTIONS.oneTown);
    expect(answer.errors).toEqual([]);
    expect(at(answer, 'town')).toMatchObject({
      name: '回龙镇',
      category: 'KEY_SUPPORT',
      county: { name: '新丰县' },
      city: {
        name: '韶关市',
        fundingObligation: {
          shares: { province: '1140000000.00', helperCity: '570000000.00', recipientCity: '190000000.00' },
        },
      },
      supportGroup: {
        tier: 'CENTRAL',
        lead: { unit: { name: '国家粮食和物资储备局广东局', tier: 'CENTRAL' } },
        members: [{ unit: { tier: 'CENTRAL' } }, { unit: { tier: 'PROVINCIAL' } }],
      },
    });
    expect(listAt(answer, 'town.team.verdicts')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          outcome: 'UNMET',
          rule: expect.objectContaining({ clauseId: 'P-2.1', clause: { title: '实施驻镇帮镇扶村' } }) as unknown,
        }),
      ]),
    );
    expect(
      listAt(answer, 'town.assessment.indicators').map(({ verdict }) => (verdict as { outcome: string }).outcome),
    ).toContain('NO_DATA');
  });

  it('answers the second question: the annex, computed and beside the register', async () => {
    const answer = await platform.ask(QUESTIONS.annex);
    expect(answer.errors).toEqual([]);
    expect(listAt(answer, 'pairingAnnex.pairings')).toHaveLength(13);
    expect(at(answer, 'pairingAnnex.totals')).toMatchObject({
      quota: { prdCity: 300, provincialAndCentral: 121, localCity: 179, keySupport: 600, consolidation: 301 },
      pioneer: 226,
      allTowns: 1127,
    });
  });

  it('answers the third question: what the imports of all four services could not decide', async () => {
    const answer = await platform.ask(QUESTIONS.importIssues);
    expect(answer.errors).toEqual([]);
    for (const service of ['organization', 'personnel', 'funds', 'assessment']) {
      expect(listAt(answer, `importIssues.${service}.nodes`).length).toBeGreaterThan(0);
    }
  });

  it('asks all four services about the same day', async () => {
    const document =
      '{ town(code: "440233105") { category supportGroup { tier } team { id } assessment(period: { kind: YEAR, value: "2022" }) { counts { total } } } }';
    const before = await platform.ask(document, {}, { 'x-as-of': '2021-06-03' });
    expect(before.errors).toEqual([]);
    expect(at(before, 'town')).toMatchObject({ category: null, supportGroup: null, team: null });
  });

  it('serves the console and the explorer from its own origin', async () => {
    for (const [page, text] of [
      ['/', '帮扶一张图'],
      ['/explorer/', '查询台'],
    ] as const) {
      const response = await fetch(`${platform.url}${page}`);
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining(text)]);
    }
  });

  it.each([
    ['an unknown code', '{ town(code: "440233999") { name } }', 200, 'NOT_FOUND'],
    ['a malformed code', '{ town(code: "x") { name } }', 200, 'INVALID_DIVISION_CODE'],
    ['a malformed id', '{ unit(id: "x") { name } }', 200, 'INVALID_ID'],
    ['a date that does not exist', '{ town(code: "440233105") { category(asOf: "2023-02-29") } }', 200, 'INVALID_DATE'],
    ['a page of a million', '{ towns(first: 1000000) { nodes { code } } }', 200, 'PAGE_SIZE_OUT_OF_RANGE'],
    ['a query of 10 MB', `{ towns { nodes { code } } } #${'x'.repeat(10_000_000)}`, 413, 'REQUEST_TOO_LARGE'],
  ])('answers %s with a clear error and goes on', async (_what, query, status, code) => {
    const answer = await platform.ask(query);
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([status, code]);
    expect(JSON.stringify(answer)).not.toMatch(/stacktrace|node_modules|127\.0\.0\.1/);
    expect(at(await platform.ask(TOWN_NAME, { code: '440233105' }), 'town.name')).toBe('回龙镇');
  });

  it('refuses a second start on the same data folder, and on the same port, in one sentence each', async () => {
    const sameFolder = await startToEnd({ dataFolder, port: await freePort() });
    expect(sameFolder).toMatchObject({
      code: 1,
      output: expect.stringMatching(/The data folder .* is in use by process \d+/) as unknown,
    });
    const samePort = await startToEnd({ dataFolder: `${dataFolder}-other`, port });
    expect(samePort).toMatchObject({
      code: 1,
      output: expect.stringContaining(`Port ${port} is taken by another program`) as unknown,
    });
  });

  it('gives the rest of the answer when a service is killed, names the missing part, and recovers by itself', async () => {
    const document =
      '{ town(code: "440233105") { name city { name fundingObligation(year: 2022) { total } } team { id } } }';
    process.kill(platform.processes()['funds']!, 'SIGKILL');
    const answer = await platform.ask(document);
    expect(at(answer, 'town')).toMatchObject({
      name: '回龙镇',
      city: { name: '韶关市', fundingObligation: null },
      team: { id: expect.any(String) as unknown },
    });
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      service: 'funds',
      retryable: true,
    });
    expect(
      await eventually(
        async () => at(await platform.ask(document), 'town.city.fundingObligation.total') === '1900000000.00',
      ),
    ).toBe(true);
  }, 90_000);

  it('stops in order at Ctrl-C and leaves no process', async () => {
    const pids = Object.values(platform.processes());
    const { code, output } = await platform.interrupt();
    expect([code, output]).toEqual([0, expect.stringMatching(/stopping …\nstopped\n$/)]);
    expect(pids.filter(isRunning)).toEqual([]);
  }, 60_000);

  it('starts again on its data without the synthetic set: what no document says is NO_DATA, not UNMET', async () => {
    platform = await startPlatform({ dataFolder, port, arguments: ['--no-synthetic'] });
    const answer = await platform.ask(QUESTIONS.oneTown);
    expect(answer.errors).toEqual([]);
    expect(at(answer, 'town.category')).toBe('KEY_SUPPORT');
    expect(listAt(answer, 'town.team.openPlaces').length).toBeGreaterThan(0);
    const outcomes = new Set(listAt(answer, 'town.team.verdicts').map(({ outcome }) => outcome));
    expect(outcomes.has('UNMET')).toBe(false);
    expect(outcomes.has('NO_DATA')).toBe(true);
    const [annex, issues] = [await platform.ask(QUESTIONS.annex), await platform.ask(QUESTIONS.importIssues)];
    expect([annex.errors, issues.errors]).toEqual([[], []]);
    expect(at(annex, 'pairingAnnex.totals.allTowns')).toBe(1127);
    expect(at(issues, 'importIssues.organization.totalCount')).toBe(21);
    const groups = await platform.ask('{ supportGroups(first: 2000) { totalCount nodes { synthetic } } }');
    expect(at(groups, 'supportGroups.totalCount')).toBe(7);
    await platform.interrupt();
  }, 240_000);

  it('runs all services in one process for a small office, with the same answers', async () => {
    platform = await startPlatform({
      dataFolder,
      port,
      arguments: ['--no-synthetic'],
      environment: { TOPOLOGY: 'one-process' },
    });
    expect(Object.keys(platform.processes()).toSorted()).toEqual(
      process.env['MONGODB_URI'] ? ['gateway'] : ['database', 'gateway'],
    );
    const answer = await platform.ask(QUESTIONS.oneTown);
    expect(answer.errors).toEqual([]);
    expect(at(answer, 'town.city.fundingObligation.shares.recipientCity')).toBe('190000000.00');
  }, 240_000);
});

describe('the Chinese README', () => {
  it('asks the same three questions', () => {
    expect(queriesOfReadme('README.zh-CN.md')).toEqual(Object.values(QUESTIONS));
  });
});

describe('the start command', () => {
  const start = async (options: { arguments?: string[]; environment?: Record<string, string> }) =>
    startToEnd({ dataFolder: path.join(tmpdir(), 'bangfu-e2e-never-made'), port: await freePort(), ...options });

  it('explains itself', async () => {
    expect(await start({ arguments: ['--help'] })).toMatchObject({
      code: 0,
      output: expect.stringContaining('--no-synthetic') as unknown,
    });
  });

  it.each([
    [{ arguments: ['--frehs'] }, /Unknown option '--frehs'/],
    [{ environment: { PORT: 'http' } }, /PORT is 'http'; it must be a whole number from 1 to 65535/],
    [{ environment: { TOPOLOGY: 'cloud' } }, /TOPOLOGY is 'cloud'; it must be processes or one-process/],
  ])('refuses %j in one sentence', async (options, sentence) => {
    expect(await start(options)).toMatchObject({ code: 1, output: expect.stringMatching(sentence) as unknown });
  });

  it('refuses a Node version that it was not made for, before anything else is loaded', () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } }); import('./tools/start/start.mjs');`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', pretend], { cwd: ROOT, encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, 'Bangfu Graph needs Node 20.19 to 24; this is Node 18.20.0.\n']);
  });

  it('never deletes a folder that is not its own', async () => {
    const foreign = mkdtempSync(path.join(tmpdir(), 'bangfu-e2e-foreign-'));
    try {
      writeFileSync(path.join(foreign, 'thesis.txt'), 'do not delete');
      const ended = await startToEnd({ dataFolder: foreign, port: await freePort(), arguments: ['--fresh'] });
      expect(ended).toMatchObject({
        code: 1,
        output: expect.stringContaining("holds files that are not Bangfu Graph's") as unknown,
      });
      expect(existsSync(path.join(foreign, 'thesis.txt'))).toBe(true);
    } finally {
      rmSync(foreign, { recursive: true, force: true });
    }
  });
});
