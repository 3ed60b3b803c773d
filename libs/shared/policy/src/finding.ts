import type { Finding, VerdictInput } from './rule';

interface Grounds {
  readonly inputs: readonly VerdictInput[];
  readonly actual?: string | null;
  readonly target?: string | null;
}

const finding =
  (outcome: Finding['outcome']) =>
  (sentence: string, { inputs, actual = null, target = null }: Grounds): Finding => ({
    outcome,
    actual,
    target,
    inputs,
    sentence,
  });

/** The demand is fulfilled. */
export const met = finding('MET');
/** The demand is not fulfilled. */
export const unmet = finding('UNMET');
/** The rule does not concern the subject. */
export const notApplicable = finding('NOT_APPLICABLE');
/** A fact is missing: neither met nor unmet. */
export const noData = finding('NO_DATA');
/** The value to compare with is missing. */
export const noBaseline = finding('NO_BASELINE');
