import type { DisclosureLevel } from './policy-document';
import { effectiveDisclosure } from './policy-document';

it.each<[DisclosureLevel | null, DisclosureLevel]>([
  [null, 'NOT_PUBLIC'],
  ['NOT_PUBLIC', 'NOT_PUBLIC'],
  ['PUBLIC', 'PUBLIC'],
  ['ON_REQUEST', 'ON_REQUEST'],
])('a document that prints the release mode %s is treated as %s (I-42)', (disclosure, effective) => {
  expect(effectiveDisclosure({ disclosure })).toBe(effective);
});
