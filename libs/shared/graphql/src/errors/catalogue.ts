/** One entry of the closed catalogue of errors: its HTTP status, what it means, and whether asking again can help. */
export interface ErrorDefinition {
  readonly status: number;
  readonly retryable: boolean;
  readonly en: string;
  readonly zh: string;
}

/**
 * Every error that can stand in `errors[].extensions.code`. A refusal by policy is not here: it is a member of the
 * mutation's union. Codes are never renamed or used again. `docs/errors.md` is generated from this table.
 */
export const ERROR_CATALOGUE = {
  BAD_USER_INPUT: {
    status: 400,
    retryable: false,
    en: 'An argument or variable does not have the form the schema asks for.',
    zh: '参数不符合要求',
  },
  INVALID_DATE: {
    status: 400,
    retryable: false,
    en: 'A date is not written YYYY-MM-DD or names a day that does not exist.',
    zh: '日期无效',
  },
  INVALID_PERIOD: {
    status: 400,
    retryable: false,
    en: 'A period is not written as its kind asks (YEAR 2022, HALF 2022-H2, QUARTER 2022-Q1, MONTH 2022-03).',
    zh: '期间无效',
  },
  INVALID_MONEY: {
    status: 400,
    retryable: false,
    en: 'An amount is not yuan with at most two decimals, or out of range.',
    zh: '金额无效',
  },
  INVALID_DIVISION_CODE: {
    status: 400,
    retryable: false,
    en: 'A division code is not 6, 9 or 12 digits.',
    zh: '区划代码无效',
  },
  INVALID_ID: {
    status: 400,
    retryable: false,
    en: 'An id does not have the form of the kind of thing asked for.',
    zh: '标识无效',
  },
  INVALID_CURSOR: {
    status: 400,
    retryable: false,
    en: 'A cursor is broken, or belongs to another list, filter or order.',
    zh: '游标无效',
  },
  PAGE_SIZE_OUT_OF_RANGE: {
    status: 400,
    retryable: false,
    en: 'More items, or fewer than none, are asked for than the list gives in one page.',
    zh: '分页大小超出范围',
  },
  NOT_FOUND: { status: 404, retryable: false, en: 'Nothing is known under the code or id given.', zh: '未找到' },
  GRAPHQL_PARSE_FAILED: { status: 400, retryable: false, en: 'The document is not GraphQL.', zh: '查询语法错误' },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    retryable: false,
    en: 'The document does not fit the schema.',
    zh: '查询不符合模式',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    retryable: false,
    en: 'The operation named is not in the document, or none is named where there are several.',
    zh: '未能确定要执行的操作',
  },
  BAD_REQUEST: {
    status: 400,
    retryable: false,
    en: 'The HTTP request is not one that GraphQL over HTTP knows.',
    zh: '请求无效',
  },
  OPERATION_TOO_COMPLEX: {
    status: 400,
    retryable: false,
    en: 'The operation is nested more deeply, or has more fields with its fragments written out, than the gateway answers.',
    zh: '查询过于复杂',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    retryable: false,
    en: 'The request body is larger than the gateway takes.',
    zh: '请求过大',
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 503,
    retryable: true,
    en: 'The service that owns a part of the answer cannot be reached; `service` names it. The rest of the answer stands.',
    zh: '部分服务暂不可用',
  },
  SUBGRAPH_TIMEOUT: {
    status: 504,
    retryable: true,
    en: 'The service that owns a part of the answer did not answer in time; `service` names it.',
    zh: '部分服务响应超时',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    en: "The service's database cannot be reached.",
    zh: '数据库暂不可用',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    retryable: false,
    en: 'A defect of ours; the log has it under the request id.',
    zh: '系统内部错误',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
