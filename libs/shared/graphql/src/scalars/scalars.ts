import { divisionCode, fromYuan, invariant, plainDate, toYuan } from '@bangfu/kernel';
import type { DivisionCode, Money, PlainDate } from '@bangfu/kernel';
import { GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { reading, requestFault } from '../errors/request-fault';

interface TextScalar<Value> {
  readonly name: string;
  readonly description: string;
  readonly read: (text: string) => Value;
  readonly write: (value: Value) => string;
}

/** A scalar that crosses the interface as text and is read by one function of the kernel. */
function textScalar<Value>({ name, description, read, write }: TextScalar<Value>): GraphQLScalarType<Value, string> {
  const parse = (value: unknown): Value => {
    if (typeof value !== 'string')
      throw requestFault('BAD_USER_INPUT', `${name} is written as text, not as ${typeof value}`);
    return reading(() => read(value));
  };
  return new GraphQLScalarType<Value, string>({
    name,
    description,
    serialize: (value) => write(value as Value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) =>
      parse(node.kind === Kind.STRING ? node.value : 'value' in node ? Number(node.value) : null),
  });
}

/** `Date`: a civil date in the programme's time zone. */
export const DateScalar = textScalar<PlainDate>({
  name: 'Date',
  description: "A civil date, YYYY-MM-DD, in the programme's time zone Asia/Shanghai (日期).",
  read: plainDate,
  write: (value) => value,
});

/** `Money`: yuan with two decimals; inside, a whole number of fen. */
export const MoneyScalar = textScalar<Money>({
  name: 'Money',
  description: 'An amount in yuan as a decimal string with two places, such as "1140000000.00" (金额，元).',
  read: fromYuan,
  write: toYuan,
});

/** `DivisionCode`: the statistical code of a division. */
export const DivisionCodeScalar = textScalar<DivisionCode>({
  name: 'DivisionCode',
  description:
    'The statistical code of a division: 6 digits (province, city, county), 9 (town level) or 12 (village level) (统计用区划代码).',
  read: divisionCode,
  write: (value) => value,
});

/** `DateTime`: an instant. */
export const DateTimeScalar = textScalar<Date>({
  name: 'DateTime',
  description: 'An instant in UTC, ISO 8601 with milliseconds (时刻).',
  read: (text) => {
    const instant = new Date(text);
    if (Number.isNaN(instant.getTime()))
      throw requestFault('BAD_USER_INPUT', `'${text.slice(0, 40)}' is not an instant`);
    return instant;
  },
  write: (value) => {
    invariant(value instanceof Date, 'an instant is a Date');
    return value.toISOString();
  },
});
