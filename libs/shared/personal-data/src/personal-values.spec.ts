import fc from 'fast-check';
import pino from 'pino';
import {
  ERASED_MARK,
  FACT_MARK,
  LONGEST_FACT,
  MalformedPersonalValue,
  PERSONAL_FIELDS,
  PERSONAL_LOG_PATHS,
  birthDateOf,
  identityNumber,
  masked,
  phoneNumber,
  readPersonalValue,
  redactText,
} from './index';
import { identityNumbers, mobileNumbers } from './testing/builders';

/** The two examples that the standard itself prints. */
const [OF_BEIJING, OF_GUANGDONG] = ['11010519491231002X', '440524188001010014'];

describe('an identity number', () => {
  it.each([
    [OF_BEIJING, '1949-12-31'],
    [OF_GUANGDONG, '1880-01-01'],
  ])('%s of the standard is one, born on %s', (text, born) => {
    expect(birthDateOf(identityNumber(text))).toBe(born);
  });

  it('is read with a small x and with spaces around it, and written in one way', () => {
    expect(identityNumber(' 11010519491231002x ')).toBe(OF_BEIJING);
  });

  it.each([
    ['', 'is not 17 digits and a check character'],
    ['1101051949123100', 'is not 17 digits and a check character'],
    ['110105491231002', 'is not 17 digits and a check character'],
    ['1101051949123100XX', 'is not 17 digits and a check character'],
    ['010105194912310029', 'is not 17 digits and a check character'],
    ['110105194902300021', 'has a date of birth that does not exist'],
    ['110105194913310021', 'has a date of birth that does not exist'],
    ['110105100012310021', 'has a date of birth that does not exist'],
    ['110105194912310021', 'has a wrong checksum'],
    ['440524188001010015', 'has a wrong checksum'],
  ])('%j is none: it %s', (text, reason) => {
    expect(() => identityNumber(text)).toThrow(new MalformedPersonalValue('IDENTITY_NUMBER', reason));
  });

  it('with one wrong digit, or with two neighbours changed over, is refused', () => {
    fc.assert(
      fc.property(
        identityNumbers,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (number, at, by) => {
          const digit = (Number(number.charAt(at)) + by) % 10;
          expect(() => identityNumber(number.slice(0, at) + String(digit) + number.slice(at + 1))).toThrow();
          const [left, right] = [number.charAt(at), number.charAt(at + 1)];
          fc.pre(left !== right && right !== 'X');
          expect(() => identityNumber(number.slice(0, at) + right + left + number.slice(at + 2))).toThrow();
        },
      ),
    );
  });
});

describe('a telephone number', () => {
  it.each([
    ['13800138000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['0086 13800138000', '13800138000'],
    ['0751-2263456', '07512263456'],
    ['(020) 8313 3456', '02083133456'],
  ])('%j is written %s', (text, written) => {
    expect(phoneNumber(text)).toBe(written);
  });

  it.each(['', '12800138000', '1380013800', '138001380000', '2263456', '0751-1263456', 'abc'])('%j is none', (text) => {
    expect(() => phoneNumber(text)).toThrow('is neither a mobile number');
  });
});

describe('what is refused as malformed', () => {
  it('is not repeated in the error', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6,20}$/), fc.constantFrom('IDENTITY_NUMBER', 'PHONE'), (text, kind) => {
        try {
          readPersonalValue(kind, text);
        } catch (fault) {
          expect(`${String(fault)}${JSON.stringify(fault)}`).not.toContain(text);
        }
      }),
    );
  });

  it('are facts that are empty or too long', () => {
    expect(() => readPersonalValue('HEALTH_FACT', '  ')).toThrow('is empty');
    expect(() => readPersonalValue('HEALTH_FACT', '病'.repeat(LONGEST_FACT + 1))).toThrow('is longer than');
  });
});

describe('a mask', () => {
  it.each([
    ['IDENTITY_NUMBER', '440204199001011234', '4402**********1234'],
    ['PHONE', '13812345678', '138****5678'],
    ['PHONE', '07512263456', '075****3456'],
    ['HEALTH_FACT', '慢性病', FACT_MARK],
    ['HOUSEHOLD_FACT', '单人户', FACT_MARK],
    ['PHONE', '12345678', '********'],
  ] as const)('of %s %s is %s', (kind, value, expected) => {
    expect(masked(kind, value)).toBe(expected);
  });

  it('never shows the date of birth, nor the middle of a telephone number', () => {
    fc.assert(
      fc.property(identityNumbers, mobileNumbers, (number, phone) => {
        expect(masked('IDENTITY_NUMBER', number)).toMatch(/^\d{4}\*{10}\d{3}[\dX]$/);
        expect(masked('PHONE', phone)).toMatch(/^\d{3}\*{4}\d{4}$/);
      }),
    );
  });

  it('of a fact tells neither its length nor that it was erased', () => {
    expect(masked('HEALTH_FACT', '一')).toBe(masked('HEALTH_FACT', '一'.repeat(100)));
    expect(FACT_MARK).not.toBe(ERASED_MARK);
  });
});

describe('a log', () => {
  it.each(PERSONAL_FIELDS)('leaves out %s down to the fourth level', (field) => {
    const lines: string[] = [];
    const log = pino(
      { redact: { paths: [...PERSONAL_LOG_PATHS], censor: '[left out]' } },
      { write: (line: string) => void lines.push(line) },
    );
    const secret = '13800138000';
    log.info({ [field]: secret, a: { [field]: secret, b: { [field]: secret, c: { [field]: secret } } } }, 'read');
    expect(lines.join('')).not.toContain(secret);
    expect(lines.join('').split('[left out]')).toHaveLength(5);
  });

  it('shows identity and mobile numbers in free text as masks, and leaves other numbers', () => {
    expect(redactText(`姓名张三，身份证${OF_BEIJING}，电话13800138000。`)).toBe(
      '姓名张三，身份证1101**********002X，电话138****8000。',
    );
    const harmless = '440233100200 20000000 110105194912310021 posting_01F7ABCDEFGHJKMNPQRSTVWXYZ 2021-06-04';
    expect(redactText(harmless)).toBe(harmless);
  });

  it('shows no identity or mobile number, wherever it stands in the text', () => {
    fc.assert(
      fc.property(
        identityNumbers,
        mobileNumbers,
        fc.constantFrom('', ' ', '"', '：', 'x', '\n'),
        (number, phone, around) => {
          const text = redactText(`${around}${number}${around},${around}${phone}${around}`);
          expect(text).not.toContain(number);
          expect(text).not.toContain(phone);
        },
      ),
    );
  });
});
