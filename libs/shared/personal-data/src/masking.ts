import type { PersonalKind } from './personal-kind';

/** What stands for a value whose person's key was destroyed. */
export const ERASED_MARK = '［已清除］';
/** What stands for a fact, whatever it says and however long it is. */
export const FACT_MARK = '［已隐去］';

/** How many characters of a kind are shown at either end; of facts none. */
const SHOWN: Readonly<Record<PersonalKind, readonly [first: number, last: number] | null>> = {
  IDENTITY_NUMBER: [4, 4],
  PHONE: [3, 4],
  HOUSEHOLD_FACT: null,
  HEALTH_FACT: null,
};

/** A value as it is shown by default: `4402**********1234`, `138****5678`, a fact not at all. */
export function masked(kind: PersonalKind, value: string): string {
  const shown = SHOWN[kind];
  if (shown === null) return FACT_MARK;
  const [first, last] = shown;
  const hidden = value.length - first - last;
  return hidden < 3 ? '*'.repeat(value.length) : `${value.slice(0, first)}${'*'.repeat(hidden)}${value.slice(-last)}`;
}
