import { identityNumber } from './identity-number';
import { MalformedPersonalValue } from './malformed-personal-value';
import { masked } from './masking';

/** The names of fields that hold personal values, in whatever they stand: for logs, traces and exports. */
export const PERSONAL_FIELDS: readonly string[] = [
  'identityNumber',
  'idNumber',
  'phone',
  'phoneNumber',
  'mobile',
  'contactPerson',
  'contactPhone',
  'householdFact',
  'healthFact',
  'healthFacts',
  'householdFacts',
];

/** How deep in a logged object the fields are looked for. */
const DEPTH = 4;

/** Redaction paths for the log (pino's `redact.paths`): every personal field down to the fourth level. */
export const PERSONAL_LOG_PATHS: readonly string[] = PERSONAL_FIELDS.flatMap((field) =>
  Array.from({ length: DEPTH }, (_none, level) => `${'*.'.repeat(level)}${field}`),
);

const IDENTITY_NUMBERS = /(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g;
const MOBILE_NUMBERS = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** Free text, such as an error's message or a trace's attribute, with identity numbers and mobile numbers masked. */
export const redactText = (text: string): string =>
  text
    .replace(IDENTITY_NUMBERS, (found) => (isIdentityNumber(found) ? masked('IDENTITY_NUMBER', found) : found))
    .replace(MOBILE_NUMBERS, (found) => masked('PHONE', found));

function isIdentityNumber(text: string): boolean {
  try {
    identityNumber(text);
    return true;
  } catch (fault) {
    if (fault instanceof MalformedPersonalValue) return false;
    throw fault;
  }
}
