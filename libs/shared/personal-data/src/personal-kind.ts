import type { Vocabulary } from '@bangfu/kernel';
import { identityNumber } from './identity-number';
import { MalformedPersonalValue } from './malformed-personal-value';
import { phoneNumber } from './phone-number';

/** 个人信息类别: what is kept sealed. */
export const PERSONAL_KIND = {
  IDENTITY_NUMBER: { zh: '公民身份号码', en: 'Identity number, 18 digits with a checksum (GB 11643).' },
  PHONE: { zh: '联系电话', en: 'Telephone number.' },
  HOUSEHOLD_FACT: { zh: '家庭情况', en: 'A fact about a household (K-7, K-11).' },
  HEALTH_FACT: { zh: '健康情况', en: 'A fact about health (K-7, K-11).' },
} as const satisfies Vocabulary<string>;
export type PersonalKind = keyof typeof PERSONAL_KIND;

/** The kinds that have one written form, and so can be found by a blind index. */
export type IndexedKind = 'IDENTITY_NUMBER' | 'PHONE';

/** The longest fact that is sealed, in characters. */
export const LONGEST_FACT = 4_000;

const READERS: Readonly<Record<PersonalKind, (text: string) => string>> = {
  IDENTITY_NUMBER: identityNumber,
  PHONE: phoneNumber,
  HOUSEHOLD_FACT: (text) => fact('HOUSEHOLD_FACT', text),
  HEALTH_FACT: (text) => fact('HEALTH_FACT', text),
};

/**
 * Reads a personal value in its one written form.
 * @throws MalformedPersonalValue, whose message never holds the value.
 */
export const readPersonalValue = (kind: PersonalKind, text: string): string => READERS[kind](text);

function fact(kind: PersonalKind, text: string): string {
  if (text.trim() === '') throw new MalformedPersonalValue(kind, 'is empty');
  if (text.length > LONGEST_FACT) throw new MalformedPersonalValue(kind, `is longer than ${LONGEST_FACT} characters`);
  return text;
}
