import { civilDateOf, plainDate } from '@bangfu/kernel';
import type { PlainDate } from '@bangfu/kernel';
import { reading } from './errors/request-fault';

/** The header by which a whole operation is asked as of one date; the gateway passes it to all four services. */
export const AS_OF_HEADER = 'x-as-of';
/** The header that ties the log lines of one operation together across services. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** What every resolver of every service is given. */
export interface RequestContext {
  readonly requestId: string;
  /** The day the operation is about: the header's, or today in the programme's time zone. */
  readonly asOf: PlainDate;
}

/**
 * The day an operation is about.
 * @throws GraphQLError `INVALID_DATE` when the header is not a date.
 */
export function operationDay(header: string | undefined, now: Date): PlainDate {
  return header === undefined ? civilDateOf(now) : reading(() => plainDate(header));
}
