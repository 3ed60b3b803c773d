import { BSONRegExp } from 'bson';
import { ServerError } from '../errors';
import { compileRegex } from './regex';

const matches = (pattern: string, text: string, options = '') =>
  compileRegex(new BSONRegExp(pattern, options)).test(text);

function codeOf(pattern: string): number | undefined {
  try {
    compileRegex(new BSONRegExp(pattern));
  } catch (error) {
    return error instanceof ServerError ? error.code : undefined;
  }
  return undefined;
}

describe('a regex means what it means in PCRE', () => {
  it('takes a character above the Basic Multilingual Plane for one character', () => {
    expect(matches('^.$', '😀')).toBe(true);
    expect(matches('^[^a]$', '😀')).toBe(true);
  });

  it('lets a dollar match before a line feed that ends the text, and only there', () => {
    expect(matches('town$', 'town\n')).toBe(true);
    expect(matches('town$', 'town\nhall')).toBe(false);
    expect(matches('^hall$', 'town\nhall\n', 'm')).toBe(true);
    expect(matches('^$', 'town\n', 'm')).toBe(false);
  });

  it('ends a line at a line feed and at nothing else', () => {
    expect(matches('a.b', 'a\rb')).toBe(true);
    expect(matches('a.b', 'a\u2028b')).toBe(true);
    expect(matches('a.b', 'a\nb')).toBe(false);
    expect(matches('a.b', 'a\nb', 's')).toBe(true);
    expect(matches('^b', 'a\rb', 'm')).toBe(false);
  });

  it('knows ASCII white space only', () => {
    expect(matches('^\\s$', '\u00a0')).toBe(false);
    expect(matches('^[\\s]$', '\t')).toBe(true);
    expect(matches('^[\\s\\S]$', '\u00a0')).toBe(true);
  });

  it('takes needless escapes and lone brackets for the characters they are', () => {
    expect(matches('^\\/x\\-y\\_$', '/x-y_')).toBe(true);
    expect(matches('^[\\w-\\.]+@[\\w-]+\\.[a-z]{2,4}$', 'a.b-c@d-e.org')).toBe(true);
    expect(matches('^a]b}{,2}$', 'a]b}{,2}')).toBe(true);
  });

  it.each(['[]a]', '[^]a]', '(?i)a', '(?P<a>b)', '(?>a)', 'a++', '[[:alpha:]]', '\\a', '\\v', '\\Qa\\E', '\\x{41}'])(
    'refuses %s, which JavaScript reads in another way',
    (pattern) => {
      expect(codeOf(pattern)).toBe(115);
    },
  );

  it.each(['[a', '(a', 'a\\', '*'])('answers the error of an invalid regex for %s', (pattern) => {
    expect(codeOf(pattern)).toBe(51091);
  });
});
