import type { BSONRegExp } from 'bson';
import { notSupported, serverError } from '../errors';

/**
 * A JavaScript regex for a PCRE one. Only what means the same in both is let through: options `i`, `m`, `s`, and `x`
 * never; inline options, atomic and recursive groups, possessive quantifiers, POSIX classes and PCRE escapes are refused.
 */
export function compileRegex({ pattern, options }: BSONRegExp): RegExp {
  for (const option of options) {
    if (!'imsux'.includes(option)) throw serverError(51108, `invalid flag in regex options: ${option}`);
    if (option === 'x') throw notSupported('the regex option x');
  }
  const foreign = /\(\?(?![:=!]|<[=!a-zA-Z])|[*+?}]\+|\[\[:|\\[AzZQEGKRXhHCN]|\\[pP](?!\{)|\(\*|\\[1-9g]\{?-/.exec(
    withoutEscapedBackslashes(pattern),
  );
  if (foreign) throw notSupported(`the regex construct ${foreign[0]}`);
  const flags = `${options.includes('i') ? 'i' : ''}${options.includes('m') ? 'm' : ''}${options.includes('s') ? 's' : ''}`;
  try {
    return new RegExp(pattern, /[^\0-\x7f]|\\p\{/i.test(pattern) ? `${flags}u` : flags);
  } catch (error) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      throw serverError(
        51091,
        `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

function withoutEscapedBackslashes(pattern: string): string {
  return pattern.replaceAll('\\\\', '..');
}
