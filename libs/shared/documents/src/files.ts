import path from 'node:path';

/** Every committed table, with the folder that holds it: the documents' facts, or the register of divisions. */
export const FACTS_FILES = {
  'policy_clauses.csv': 'facts',
  'documents.csv': 'facts',
  'pairing_annex.csv': 'facts',
  'pioneer_towns.csv': 'facts',
  'annex_printed_totals.csv': 'facts',
  'xinfeng_teams.csv': 'facts',
  'xinfeng_text_readings.csv': 'facts',
  'dongguan_2022_indicators.csv': 'facts',
  'key_points_2021_measures.csv': 'facts',
  'east_west_2021_measures.csv': 'facts',
  'import_cases.csv': 'facts',
  'divisions.csv': 'register',
  'villages.csv': 'register',
} as const;

/** The name of a committed table. */
export type FactsFile = keyof typeof FACTS_FILES;

/** Where a table lies; the same path from the source file and from its compiled copy. */
export const pathOf = (file: FactsFile): string => path.join(__dirname, '..', FACTS_FILES[file], file);
