import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { FleetError } from '../fleet-error.ts';
import { changeRoutes } from './change-routes.ts';
import type { FleetEnv, FleetServices } from './context.ts';
import { kioskRoutes } from './kiosk-routes.ts';
import { readingRoutes } from './reading-routes.ts';
import { operatorsOnly, sessionRoutes } from './session-routes.ts';
import { watchingRoutes } from './watching-routes.ts';

/** Bytes of a request: 300 hours and 300 events with the longest texts fit in. */
const LARGEST_BODY = 1_000_000;
/** Nothing of an answer is kept, run or shown by another site. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
/** Of Node.js and PostgreSQL: the database does not answer, or is just starting or ending. */
const UNAVAILABLE = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|57P0\d|08\w+|53300)$/;

/** Everything of the fleet that is asked by HTTP. */
export function fleetApp(services: FleetServices): Hono<FleetEnv> {
  const app = new Hono<FleetEnv>().basePath(services.basePath || '/');
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new FleetError(413, 'too-large', 'The request is larger than 1 MB.');
      },
    }),
  );
  app.route('/', watchingRoutes(services));
  app.route('/api/fleet', kioskRoutes(services));
  app.route('/api/fleet', sessionRoutes(services));
  app.use('/api/fleet/operator/*', operatorsOnly(services));
  app.route('/api/fleet/operator', readingRoutes(services));
  app.route('/api/fleet/operator', changeRoutes(services));
  app.notFound((context) =>
    context.json({ error: { code: 'not-found', message: 'There is nothing here.' } }, 404),
  );
  app.onError((error, context) => {
    const { status, code, message } = toFleetError(error);
    if (status === 429 || status === 503) context.header('Retry-After', '30');
    // The rest of the body is not read: the connection is of no more use.
    if (status === 413) context.header('Connection', 'close');
    return context.json({ error: { code, message } }, status);
  });
  return app;
}

function toFleetError(error: Error): FleetError | { status: 500; code: string; message: string } {
  if (error instanceof FleetError) return error;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (UNAVAILABLE.test(code) || /timeout|terminat/i.test(error.message)) {
    return new FleetError(503, 'no-database', 'The fleet’s database does not answer now.');
  }
  console.error('MaskGate fleet:', error);
  return { status: 500, code: 'failed', message: 'The server failed; its log says why.' };
}
