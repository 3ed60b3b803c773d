#!/usr/bin/env node
// Completes package-lock.json with the optional, platform-bound packages that `npm install` leaves out when the
// registry in use does not carry other platforms' binaries. Without these entries `npm ci` refuses the lock file
// ("Missing: … from lock file"). Run it after every `npm install`; it is idempotent and prints what it added.
// The added entries carry no integrity: another platform resolves them afresh.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LOCK_FILE = path.resolve(import.meta.dirname, '../../package-lock.json');
const OPERATING_SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'wasi',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'armv7',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
  'x86',
];

/** The platform a binary package is for, read from its name: `@swc/core-linux-arm64-gnu` → linux, arm64. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.find((word) => OPERATING_SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }) };
}

const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8'));
const added = [];
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] || !/^\d/.test(range)) continue;
    const platform = platformOf(name);
    if (!platform.os && !platform.cpu) continue;
    lock.packages[key] = { version: range, ...platform, optional: true };
    added.push(`${name}@${range}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
if (added.length > 0) writeFileSync(LOCK_FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'package-lock.json is complete' : `added ${added.length}:\n  ${added.join('\n  ')}`);
