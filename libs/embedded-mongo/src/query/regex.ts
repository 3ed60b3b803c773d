import type { BSONRegExp } from 'bson';
import { notSupported, serverError } from '../errors';

/**
 * A JavaScript regex for a PCRE one. What means something else in JavaScript (`.`, `^`, `$` at line ends, `\s`) is
 * translated; what cannot be is refused: the option `x`, inline options, atomic and recursive groups, possessive
 * quantifiers, POSIX classes and PCRE's own escapes.
 */
export function compileRegex({ pattern, options }: BSONRegExp): RegExp {
  for (const option of options) {
    if (!'imsux'.includes(option)) throw serverError(51108, `invalid flag in regex options: ${option}`);
    if (option === 'x') throw notSupported('the regex option x');
  }
  const source = translate(pattern, { dotAll: options.includes('s'), multiline: options.includes('m') });
  try {
    // With `u`, a character above the Basic Multilingual Plane is one character, as in PCRE.
    return new RegExp(source, options.includes('i') ? 'iu' : 'u');
  } catch (error) {
    assertValid(pattern);
    throw notSupported(`the regex ${pattern} (${error instanceof Error ? error.message : String(error)})`);
  }
}

function assertValid(pattern: string): void {
  try {
    new RegExp(pattern);
  } catch (error) {
    throw serverError(51091, `Regular expression is invalid: ${error instanceof Error ? error.message : ''}`);
  }
}

interface Mode {
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

const ESCAPE = '\\\\[pP]\\{[^}]*\\}|\\\\k<\\w+>|\\\\x[0-9a-fA-F]{2}|\\\\c[a-zA-Z]|\\\\0[0-7]+|\\\\[^]';
/** An escape, the beginning of a group or of a class, a quantifier, or one character. */
const PIECE = new RegExp(`${ESCAPE}|\\(\\?<?[^]|\\(\\*|\\[\\^?|\\{\\d+(?:,\\d*)?\\}|[^]`, 'uy');
const CLASS_PIECE = new RegExp(`${ESCAPE}|[^]`, 'uy');
const SPACE = '\\t\\n\\v\\f\\r ';
const NOT_SPACE = '\\x00-\\x08\\x0e-\\x1f\\x21-\\u{10ffff}';
const SET_ESCAPE = /^\\[dDsSwWpP]/;

function translate(pattern: string, mode: Mode): string {
  let source = '';
  let previous = '';
  let inClass: 'no' | 'opened' | 'yes' = 'no';
  for (let at = 0; at < pattern.length;) {
    const regex = inClass === 'no' ? PIECE : CLASS_PIECE;
    regex.lastIndex = at;
    const piece = regex.exec(pattern)?.[0] ?? pattern.charAt(at);
    at += piece.length;
    if (inClass === 'no') {
      if (piece === '+' && /^(?:[*+?]|\{.*\})$/.test(previous)) throw notSupported(`the regex construct ${previous}+`);
      source += outside(piece, mode);
      if (piece.startsWith('[')) inClass = 'opened';
    } else if (piece === ']') {
      if (inClass === 'opened') throw notSupported(`the regex construct ${previous}]`);
      source += piece;
      inClass = 'no';
    } else {
      if (piece === '[' && /^[:.=]/.test(pattern.slice(at))) throw notSupported(`the regex construct [${pattern[at]}`);
      const literalDash = piece === '-' && (SET_ESCAPE.test(previous) || SET_ESCAPE.test(pattern.slice(at)));
      source += literalDash ? '\\-' : piece.startsWith('\\') ? escapeOf(piece, true) : piece;
      inClass = 'yes';
    }
    previous = piece;
  }
  return source;
}

function outside(piece: string, { dotAll, multiline }: Mode): string {
  if (piece.startsWith('\\')) return escapeOf(piece, false);
  if (piece === '(*' || (piece.startsWith('(?') && !/^\(\?(?:[:=!]|<[=!a-zA-Z_])$/.test(piece)))
    throw notSupported(`the regex construct ${piece}`);
  switch (piece) {
    case '.':
      return dotAll ? '[^]' : '[^\\n]';
    case '^':
      // A line begins after a line feed, unless that is the last character.
      return multiline ? '(?:^|(?<=\\n)(?=[^]))' : '^';
    case '$':
      // Without the option `m`, before a line feed that is the last character too.
      return multiline ? '(?![^\\n])' : '(?!\\n[^]|[^\\n])';
    case '{':
    case '}':
    case ']':
      return `\\${piece}`;
    default:
      return piece;
  }
}

/** An escape: JavaScript's word for it, or a refusal. */
function escapeOf(piece: string, inClass: boolean): string {
  const letter = piece[1];
  if (letter === undefined) throw serverError(51091, 'Regular expression is invalid: \\ at end of pattern');
  if (letter === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (letter === 'S') return inClass ? NOT_SPACE : `[^${SPACE}]`;
  if (piece === '\\0') return '\\x00';
  if (/^\\(?:[dDwWtnrfb]|p\{|P\{|k<|x..|c.)/.test(piece)) return piece;
  if (!inClass && /[1-9B]/.test(letter)) return piece;
  if (/[a-zA-Z0-9]/.test(letter)) throw notSupported(`the regex construct ${piece}`);
  return /[$()*+.?[\\\]^{|}/]/.test(letter) || (letter === '-' && inClass) ? piece : letter;
}
