import { invariant } from '@bangfu/kernel';

/** The atomic part of a clause that each of Dongguan's indicators measures. */
const INDICATORS_BY_REQUIREMENT: Readonly<Record<string, readonly string[]>> = {
  'D-1a': ['D-I01', 'D-I02'],
  'D-1b': ['D-I03', 'D-I04'],
  'D-4a': ['D-I05', 'D-I06'],
  'D-4b': ['D-I07'],
  'D-5b': ['D-I08'],
  'D-5c': ['D-I09'],
  'D-5d': ['D-I10'],
  'D-5e': ['D-I11'],
  'D-6a': ['D-I12'],
  'D-6b': ['D-I13'],
  'D-7c': ['D-I14'],
  'D-8d': ['D-I15'],
  'D-10a': ['D-I16'],
  'D-10b': ['D-I17'],
  'D-10e': ['D-I18'],
  'D-10f': ['D-I19'],
  'D-10g': ['D-I20'],
  'D-11a': ['D-I21'],
  'D-12b': ['D-I22'],
  'D-14': ['D-I23'],
  'D-15b': ['D-I24', 'D-I25'],
  'D-16a': ['D-I26'],
  'D-17b': ['D-I27'],
  'D-19a': ['D-I28'],
  'D-19b': ['D-I29', 'D-I30'],
  'D-20a': ['D-I31'],
  'D-20b': ['D-I32'],
};

/** The requirement that an indicator of Dongguan's measures, such as `D-5b`. */
export function requirementOfIndicator(indicatorId: string): string {
  const found = Object.entries(INDICATORS_BY_REQUIREMENT).find(([, ids]) => ids.includes(indicatorId));
  invariant(found, `indicator ${indicatorId} measures a requirement`);
  return found[0];
}
