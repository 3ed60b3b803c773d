import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './platform';

/** The queries of the curl commands in the README, in its order: what a newcomer copies is what is tested. */
function queriesOfReadme(file: string): readonly string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/--data-urlencode 'query=([^']+)'/g)].map(([, query = '']) => query);
}

const [oneTown = '', annex = '', importIssues = ''] = queriesOfReadme('README.md');

/** The three questions that prove the graph, as the README asks them. */
export const QUESTIONS = { oneTown, annex, importIssues } as const;
export { queriesOfReadme };
