import { requestFault } from '@bangfu/graphql';
import { GraphQLScalarType, Kind } from 'graphql';
import { isIdempotencyKey } from './act';

const read = (value: unknown): string => {
  if (typeof value === 'string' && isIdempotencyKey(value)) return value;
  throw requestFault('BAD_USER_INPUT', 'an idempotency key is text of 8 to 200 printable ASCII characters, no spaces');
};

/** `IdempotencyKey`: the field of every mutation's input by which a repetition is told from a new intention. */
export const IdempotencyKeyScalar = new GraphQLScalarType<string, string>({
  name: 'IdempotencyKey',
  description:
    'A text of 8 to 200 printable ASCII characters, such as a UUID: new for every intention, the same when it is sent again (幂等键).',
  serialize: read,
  parseValue: read,
  parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
});
