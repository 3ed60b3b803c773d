#!/usr/bin/env node
// `npm test`: installs what is missing, then types, lint, boundaries, generated files, unit, store and end-to-end tests.
// Its last line is `N passed, N failed` (`, N skipped`); each check that is no Jest test counts as one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, buildChanged, installPackages } from '../start/preparation.mjs';

const HELP = `npm test [-- options]

  --checks    only the checks: format, types, lint, generated files
  --help      this page

MONGODB_URI   a MongoDB replica set that the tests use instead of an embedded database`;

if (process.argv.includes('--help')) {
  console.log(HELP);
  process.exit(0);
}

const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name);
const CHECKS = [
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['lint and module boundaries', bin('eslint'), ['--max-warnings', '0', '.']],
  ['committed schemas are what the code makes', process.execPath, ['tools/schema/print-schema.mjs', '--check']],
  ['the four schemas compose', process.execPath, ['tools/supergraph/compose.mjs']],
  [
    'docs/errors.md is what the catalogue makes',
    process.execPath,
    ['tools/error-catalogue/write-errors.mjs', '--check'],
  ],
];

const env = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  APOLLO_TELEMETRY_DISABLED: '1',
  NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
};

/** Runs a program; answers whether it ended well, and what it printed. */
function runProgram(program, args, { show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed.push(chunk);
        if (show) process.stdout.write(chunk);
      });
    }
    child.on('error', (fault) => resolve({ ok: false, output: String(fault) }));
    child.on('exit', (code) => resolve({ ok: code === 0, output: Buffer.concat(printed).toString() }));
  });
}

const counts = { passed: 0, failed: 0, skipped: 0 };

async function check([name, program, args]) {
  const since = Date.now();
  const { ok, output } = await runProgram(program, args);
  counts[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - since) / 1000).toFixed(0)} s)`);
  if (!ok) console.log(output.slice(-8_000));
}

async function jest() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
  const report = path.join(folder, 'jest.json');
  try {
    await runProgram(bin('jest'), ['--json', `--outputFile=${report}`, '--silent=false', '--maxWorkers=2'], {
      show: false,
    }).then(({ output }) => process.stdout.write(output.replace(/^\{"num.*$/gm, '')));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    counts.passed += numPassedTests;
    counts.failed += numFailedTests + numRuntimeErrorTestSuites;
    counts.skipped += numPendingTests + numTodoTests;
  } catch (fault) {
    counts.failed += 1;
    console.log(`✗ the tests did not run to their end: ${fault.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await installPackages();
  await buildChanged();
  for (const each of CHECKS) await check(each);
  if (!process.argv.includes('--checks')) await jest();
} catch (fault) {
  counts.failed += 1;
  console.log(fault.message);
}
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
);
process.exit(counts.failed > 0 ? 1 : 0);
