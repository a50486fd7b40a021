import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { FleetError } from '../fleet-error.ts';
import { hashOf } from '../kiosks/secrets.ts';
import { metricsText } from '../outward/metrics.ts';
import { type FleetContext, type FleetEnv, type FleetServices, isLocal } from './context.ts';

/** What programs ask that watch the site. */
export function watchingRoutes({ database, metricsToken }: FleetServices): Hono<FleetEnv> {
  return new Hono<FleetEnv>()
    .get('/healthz', async (context) => {
      await database.query('SELECT 1');
      return context.json({ healthy: true });
    })
    .get('/metrics', async (context) => {
      if (!isLocal(context) && !hasToken(context, metricsToken)) {
        throw new FleetError(
          403,
          'metrics-refused',
          'Figures go to this machine, or to whoever sends the token of MASKGATE_METRICS_TOKEN.',
        );
      }
      const { text, type } = await metricsText(database.query);
      return context.body(text, 200, { 'Content-Type': type });
    });
}

function hasToken(context: FleetContext, token: string | undefined): boolean {
  if (!token) return false;
  const given = context.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
  // Hashes have one length, whatever was sent.
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(token)));
}
