import { execFileSync } from 'node:child_process';
import path from 'node:path';

interface Found {
  readonly rule: string | null;
  readonly message: string;
}

interface LintedFixture {
  readonly name: string;
  readonly stands: string;
  readonly expected: Found | null;
  readonly found: readonly Found[];
}

/**
 * Tags whose rule no fixture can break by itself. A testing library may use every library, so only its scope binds it;
 * the console may use the kernel and testing alone, so its type refuses whatever its scope would.
 */
const BOUND_BY_ANOTHER_RULE = ['type:testing', 'scope:console'];

const run = (script: string, ...args: string[]) =>
  execFileSync(process.execPath, [script, ...args], {
    cwd: path.resolve(__dirname, '../..'),
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });

/** Linting with types takes some seconds, more when the machine is busy. */
const LINT_MS = 180_000;

describe('the import rules and the lint restrictions', () => {
  let fixtures: readonly LintedFixture[];
  beforeAll(() => {
    fixtures = JSON.parse(run(path.join(__dirname, 'lint-fixtures.mjs'))) as LintedFixture[];
  }, LINT_MS);

  const named = (folder: string) => fixtures.filter(({ name }) => name.startsWith(`${folder}/`));

  it('refuse every fixture that breaks one, for that reason alone', () => {
    expect(named('fails').length).toBeGreaterThan(30);
    const verdicts = named('fails').map(({ name, expected, found }) => ({
      name,
      asExpected:
        expected !== null &&
        found.length === 1 &&
        found[0]?.rule === expected.rule &&
        new RegExp(expected.message).test(found[0].message),
      found,
    }));
    expect(verdicts.filter(({ asExpected }) => !asExpected)).toEqual([]);
  });

  it('let the allowed twin of each role pass', () => {
    expect(named('passes').length).toBeGreaterThan(5);
    expect(named('passes').filter(({ expected, found }) => expected !== null || found.length > 0)).toEqual([]);
  });

  it('have a fixture for every tag of the import rules', () => {
    const { depConstraints } = JSON.parse(
      run(
        '--input-type=module',
        '--eval',
        "import { moduleBoundaries } from './tools/boundaries/module-boundaries.mjs'; console.log(JSON.stringify(moduleBoundaries));",
      ),
    ) as { depConstraints: { sourceTag: string }[] };
    const refused = fixtures.flatMap(({ found }) =>
      found.map(({ message }) => /tagged with "([^"]+)"/.exec(message)?.[1]),
    );
    const unproven = depConstraints.map(({ sourceTag }) => sourceTag).filter((tag) => !refused.includes(tag));
    expect(unproven.sort()).toEqual([...BOUND_BY_ANOTHER_RULE].sort());
  });
});
