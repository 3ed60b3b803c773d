import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express, ErrorRequestHandler } from 'express';
import express from 'express';
import { ERROR_CATALOGUE } from '@bangfu/graphql';
import type { ErrorCode } from '@bangfu/graphql';
import type { Logger } from './logger';

/** A server that listens, and how to end it in order. */
export interface Listening {
  readonly url: string;
  /** Stops taking requests, lets those under way finish (at most 8 s), then closes. */
  close(): Promise<void>;
}

/** Whether the process can do its work now; the reason is logged, never shown to strangers. */
export type ReadinessCheck = () => Promise<boolean>;

/** A port that another program holds. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

const DRAIN_MS = 8_000;

/** An Express application with the two health routes that every process has. */
export function httpApplication(ready: ReadinessCheck): Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  app.get('/health/ready', (_request, response) => {
    void ready().then(
      (isReady) => response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready' }),
      () => response.status(503).json({ status: 'not ready' }),
    );
  });
  return app;
}

/** Answers what Express or its body reader refuses in the form of a GraphQL error of the catalogue. */
export function requestFaultHandler(log: Logger): ErrorRequestHandler {
  return (fault: { status?: number; type?: string }, _request, response, next) => {
    if (response.headersSent) {
      next(fault);
      return;
    }
    const code: ErrorCode =
      fault.type === 'entity.too.large'
        ? 'REQUEST_TOO_LARGE'
        : (fault.status ?? 500) < 500
          ? 'BAD_REQUEST'
          : 'INTERNAL_SERVER_ERROR';
    if (code === 'INTERNAL_SERVER_ERROR') log.error({ err: fault }, 'request failed');
    const { status, en, retryable } = ERROR_CATALOGUE[code];
    response.status(status).json({ errors: [{ message: en, extensions: { code, retryable } }] });
  };
}

/**
 * Listens on an address.
 * @throws PortTaken when another program holds the port.
 */
export async function listen(app: Express, host: string, port: number): Promise<Listening> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      reject(
        fault.code === 'EADDRINUSE' ? new PortTaken(`port ${port} of ${host} is taken by another program`) : fault,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
