import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Addresses that scripts carry as names or as links for a reader; nothing loads them. */
const NAMED_NOT_LOADED = [
  'http://www.w3.org/', // XML namespaces
  'https://codemirror.net/5/doc/manual.html#keymaps',
  'https://commonmark.org/',
  'https://en.wikipedia.org/wiki/IEEE_floating_point',
  'https://github.com/graphql/graphiql',
  'https://react.dev/errors/',
  'https://yarnpkg.com/en/docs/selective-version-resolutions',
];

let folder: string;
const files = (...endings: string[]) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => path.join(entry.parentPath, entry.name));
const text = (file: string) => readFileSync(file, 'utf8');
const page = (name: string) => text(path.join(folder, name));

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'console-pages-'));
  execFileSync(process.execPath, [path.resolve(__dirname, '../build.mjs'), folder], { stdio: 'pipe' });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the built pages', () => {
  it.each(['index.html', 'explorer/index.html'])('%s has a language, a title and a width for small screens', (name) => {
    expect(page(name)).toMatch(/<html lang="(zh-CN|en)">/);
    expect(page(name)).toMatch(/<title>[^<]+<\/title>/);
    expect(page(name)).toContain('content="width=device-width, initial-scale=1"');
  });

  it.each(['index.html', 'explorer/index.html'])('%s names only files that were built', (name) => {
    const named = [...page(name).matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    const served = named.filter((address) => address !== '/graphql');
    expect(served.length).toBeGreaterThan(2);
    for (const address of served) {
      expect(address).toMatch(/^\/(?!\/)/);
      expect(existsSync(path.join(folder, address))).toBe(true);
    }
  });

  it.each(['index.html', 'explorer/index.html'])('%s runs under a policy without inline scripts', (name) => {
    for (const [, attributes, body] of page(name).matchAll(/<script([^>]*)>([^]*?)<\/script>/g)) {
      expect(attributes).toContain('src=');
      expect(body).toBe('');
    }
    expect(page(name)).not.toMatch(/\son\w+=|javascript:/);
  });

  it('load nothing from another origin', () => {
    for (const file of files('.html', '.css')) {
      expect(text(file)).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)|url\(\s*["']?\/\/|@import/);
    }
  });

  it('name no other origin in a script beyond namespaces and links for a reader', () => {
    const addresses = files('.js').flatMap((file) => text(file).match(/\b(?:https?|wss?):\/\/[a-z][^"'`\s)]*/gi) ?? []);
    const unexpected = addresses.filter((address) => !NAMED_NOT_LOADED.some((known) => address.startsWith(known)));
    expect(unexpected).toEqual([]);
  });

  it('neither compile text into code nor start a worker', () => {
    for (const file of files('.js')) expect(text(file)).not.toMatch(/\beval\(|\bnew Function\b|new (Shared)?Worker\b/);
  });

  it('carry the licences of what the explorer bundles', () => {
    for (const name of ['graphiql', 'react-dom', 'codemirror', 'graphql']) {
      expect(page('explorer/licences.txt')).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
    }
  });

  it('open the explorer with its question', () => {
    expect(page('explorer/explorer.js')).toContain('440233105');
  });
});
