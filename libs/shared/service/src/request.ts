import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AS_OF_HEADER, ERROR_CATALOGUE, REQUEST_ID_HEADER, operationDay } from '@bangfu/graphql';
import type { ErrorCode, RequestContext } from '@bangfu/graphql';
import { GraphQLError } from 'graphql';

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/**
 * What the headers of a request say to every resolver.
 * @throws GraphQLError `INVALID_DATE`, with HTTP status 400, when `x-as-of` is not a date.
 */
export function requestContext(headers: IncomingHttpHeaders, now: Date): RequestContext {
  const given = single(headers[REQUEST_ID_HEADER]);
  const requestId = given !== undefined && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
  try {
    return { requestId, asOf: operationDay(single(headers[AS_OF_HEADER]), now) };
  } catch (fault) {
    if (!(fault instanceof GraphQLError)) throw fault;
    const code = fault.extensions['code'] as ErrorCode;
    throw new GraphQLError(`header ${AS_OF_HEADER}: ${fault.message}`, {
      extensions: { ...fault.extensions, http: { status: ERROR_CATALOGUE[code].status } },
    });
  }
}
