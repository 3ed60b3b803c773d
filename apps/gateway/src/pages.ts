import type { Express } from 'express';
import express from 'express';

const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** Serves the console and the explorer from the gateway's own origin; no page may load anything from elsewhere. */
export function servePages(app: Express, directory: string): void {
  app.use((_request, response, next) => {
    response
      .set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
      .set('X-Content-Type-Options', 'nosniff')
      .set('Referrer-Policy', 'no-referrer');
    next();
  });
  app.use(express.static(directory, { index: 'index.html', redirect: true }));
}
