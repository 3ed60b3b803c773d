import pino from 'pino';
import type { Logger } from 'pino';

export type { Logger } from 'pino';

/** Makes the log of a process: one JSON line an event on standard error, with what is personal or secret left out. */
export function logger(service: string, level: string): Logger {
  return pino(
    {
      level,
      base: { service },
      redact: { paths: ['*.authorization', '*.identityNumber', '*.phone', 'uri', '*.uri'], censor: '[left out]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
