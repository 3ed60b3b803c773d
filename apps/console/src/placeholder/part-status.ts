/** Whether a part of the product can do its work now; `unknown` = the gateway did not tell. */
export type PartState = 'ready' | 'not-ready' | 'unknown';

/** One row of the table of parts. */
export interface PartStatus {
  readonly name: string;
  readonly title: string;
  readonly duty: string;
  readonly state: PartState;
}

/** The five parts in the order of the page. */
const PARTS = [
  { name: 'organization', title: '组织', duty: '区划、单位、组团和结对' },
  { name: 'personnel', title: '人员', duty: '驻镇帮扶工作队和派驻人员' },
  { name: 'funds', title: '资金', duty: '帮扶资金的筹集和分担' },
  { name: 'assessment', title: '考核', duty: '政策条款、考核指标和判定' },
  { name: 'gateway', title: '统一入口', duty: '把四个部门的数据合成一张图' },
] as const;

const isNamedPart = (entry: unknown): entry is { name: string; ready: boolean } =>
  typeof entry === 'object' &&
  entry !== null &&
  'name' in entry &&
  typeof entry.name === 'string' &&
  'ready' in entry &&
  typeof entry.ready === 'boolean';

/**
 * Reads what `/health/parts` answered into the rows of the page. An answer of another form, or none, makes every part
 * `unknown`; a part the page does not know is listed last under its own name.
 */
export function partStatuses(answer: unknown): readonly PartStatus[] {
  const listed = typeof answer === 'object' && answer !== null && 'parts' in answer ? answer.parts : [];
  const told = new Map(
    (Array.isArray(listed) ? (listed as unknown[]) : []).filter(isNamedPart).map(({ name, ready }) => [name, ready]),
  );
  const stateOf = (name: string): PartState => {
    const ready = told.get(name);
    return ready === undefined ? 'unknown' : ready ? 'ready' : 'not-ready';
  };
  const known: readonly string[] = PARTS.map(({ name }) => name);
  return [
    ...PARTS.map((part) => ({ ...part, state: stateOf(part.name) })),
    ...[...told.keys()]
      .filter((name) => !known.includes(name))
      .map((name) => ({ name, title: name, duty: '', state: stateOf(name) })),
  ];
}

/** The word for a state, as the table shows it. */
export const STATE_WORDS: Readonly<Record<PartState, string>> = {
  ready: '● 已就绪',
  'not-ready': '○ 未就绪',
  unknown: '－ 未知',
};

/** The state of the whole in one sentence. */
export function summary(parts: readonly PartStatus[]): string {
  const waiting = parts.filter(({ state }) => state === 'not-ready').map(({ title }) => title);
  if (waiting.length > 0) return `${waiting.join('、')}尚未就绪；其余部分的数据可以照常查询。`;
  if (parts.every(({ state }) => state === 'ready')) return '各部分均已就绪。';
  return parts.every(({ state }) => state === 'unknown') ? '暂时无法得知各部分的状态。' : '部分状态暂时未知。';
}
