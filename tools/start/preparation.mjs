import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { StartFault } from './command-line.mjs';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILT = path.join(ROOT, 'dist', '.built');

/** Makes sure that the port is free. @throws StartFault when another program holds it. */
export function portIsFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(new StartFault(`Port ${port} is taken by another program; end it, or start with another PORT.`)),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** Installs the packages of the lock file unless all of them are there, by whatever command they came. */
export async function installPackages() {
  if (packagesAreInstalled()) return { detail: 'up to date' };
  await runToEnd('npm', ['ci', '--no-audit', '--no-fund'], 'The packages could not be installed');
  return { detail: 'installed' };
}

/** Whether npm's own note of what it installed has every package of the lock file in its version; those of other platforms aside. */
function packagesAreInstalled() {
  const note = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [wanted, installed] = [packagesOf(path.join(ROOT, 'package-lock.json')), packagesOf(note)];
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional === true || installed[name]?.version === version,
  );
}

/** Builds the projects whose sources changed since the last build. */
export async function buildChanged() {
  const sources = sha256(
    sourceFiles()
      .map((file) => `${path.relative(ROOT, file)} ${sha256(readFileSync(file))}`)
      .join('\n'),
  );
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') === sources) return { detail: 'nothing changed' };
  await runToEnd(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/nx/dist/bin/nx.js'),
      'run-many',
      '-t',
      'build',
      '--output-style=static',
      '--parallel=2',
    ],
    'The build failed',
  );
  mkdirSync(path.dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, sources);
  return { detail: 'built' };
}

function sourceFiles() {
  const ofTree = (folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && !entry.parentPath.includes('node_modules') && !/\.(spec|e2e)\.ts$/.test(entry.name),
      )
      .map((entry) => path.join(entry.parentPath, entry.name));
  const single = ['tsconfig.base.json', '.swcrc', 'nx.json', 'package-lock.json'].map((file) => path.join(ROOT, file));
  return [...['apps', 'libs', 'tools/build', 'tools/supergraph'].flatMap(ofTree), ...single].sort();
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Runs a program quietly; when it fails, shows what it printed. */
function runToEnd(program, args, fault) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', APOLLO_TELEMETRY_DISABLED: '1' },
    });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
    child.on('error', (cause) => reject(new StartFault(`${fault}: ${cause.message}.`)));
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new StartFault(
            `${Buffer.concat(printed).toString().slice(-6_000)}\n${fault} (exit code ${code}); what it printed stands above.`,
          ),
        );
    });
  });
}
