import type { Doc } from './bson/values';

/** The codes of MongoDB's error catalogue that this server answers with. */
export const ERROR_CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  InvalidLength: 16,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  ShutdownInProgress: 91,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  CommandNotSupported: 115,
  TransactionTooOld: 225,
  QueryPlanKilled: 175,
  ConversionFailure: 241,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  TransactionTooLarge: 257,
  OperationNotSupportedInTransaction: 263,
  APIVersionError: 322,
  APIStrictError: 323,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const;

/** The name of a code in the catalogue. */
export type ErrorName = keyof typeof ERROR_CODES;

const NAME_BY_CODE = new Map<number, string>(Object.entries(ERROR_CODES).map(([name, code]) => [code, name]));

/** An error that a client is told about: code, name, extra fields (`keyPattern`, `keyValue`) and error labels. */
export class ServerError extends Error {
  readonly code: number;
  readonly codeName: string;

  constructor(
    code: number,
    message: string,
    readonly fields: Doc = {},
    readonly labels: readonly string[] = [],
  ) {
    super(message);
    this.name = 'ServerError';
    this.code = code;
    this.codeName = NAME_BY_CODE.get(code) ?? `Location${code}`;
  }
}

/** Makes an error of MongoDB's catalogue; `name` is its name there, or a bare location code. */
export function serverError(
  name: ErrorName | number,
  message: string,
  fields: Doc = {},
  labels: readonly string[] = [],
): ServerError {
  return new ServerError(typeof name === 'number' ? name : ERROR_CODES[name], message, fields, labels);
}

/** Makes the refusal of something that MongoDB does and this server does not: code 115. */
export function notSupported(what: string): ServerError {
  return serverError('CommandNotSupported', `${what} is not supported by the embedded server; set MONGODB_URI`);
}

/** Makes the error of a transaction that lost against another writer: the driver tries the whole transaction again. */
export function writeConflict(): ServerError {
  return serverError(
    'WriteConflict',
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
    {},
    ['TransientTransactionError'],
  );
}
