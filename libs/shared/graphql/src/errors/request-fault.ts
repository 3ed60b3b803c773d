import { MalformedValue } from '@bangfu/kernel';
import { GraphQLError } from 'graphql';
import { ERROR_CATALOGUE } from './catalogue';
import type { ErrorCode } from './catalogue';

const MALFORMED_CODES = {
  DATE: 'INVALID_DATE',
  PERIOD: 'INVALID_PERIOD',
  MONEY: 'INVALID_MONEY',
  DIVISION_CODE: 'INVALID_DIVISION_CODE',
  ID: 'INVALID_ID',
} as const satisfies Record<MalformedValue['kind'], ErrorCode>;

/** An error of the catalogue, with a message that names both sides of the disagreement. */
export function requestFault(
  code: ErrorCode,
  message: string,
  facts: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, retryable: ERROR_CATALOGUE[code].retryable, ...facts } });
}

/** Runs a reader of the kernel; what it refuses as malformed becomes an error of the catalogue. */
export function reading<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof MalformedValue) throw requestFault(MALFORMED_CODES[fault.kind], fault.message);
    throw fault;
  }
}
