import { Hono } from 'hono';
import { FleetError } from '../fleet-error.ts';
import { enrolKiosk, type KnownKiosk, kioskOf } from '../kiosks/kiosks.ts';
import { openDoor } from '../kiosks/open-door.ts';
import { takeReport } from '../kiosks/report.ts';
import { settingsFor } from '../kiosks/settings.ts';
import { audit } from '../operators/audit.ts';
import { enrolBody, reportBody } from '../protocol/kiosk-requests.ts';
import { addressOf, type FleetContext, type FleetEnv, type FleetServices } from './context.ts';
import { TryLimit } from './limits.ts';
import { readJson } from './read-json.ts';

/** What kiosks ask. Each but the first request carries the kiosk's token. */
export function kioskRoutes({ database, installedDoor }: FleetServices): Hono<FleetEnv> {
  const tries = new TryLimit();
  const known = (context: FleetContext): Promise<KnownKiosk> => {
    const [, token] = /^Bearer ([\w-]{43})$/.exec(context.req.header('authorization') ?? '') ?? [];
    if (!token) throw new FleetError(401, 'no-token', 'The request has no token of a kiosk.');
    return kioskOf(database.query, token);
  };

  return new Hono<FleetEnv>()
    .post('/enrol', async (context) => {
      const { code, token } = await readJson(context, enrolBody);
      const address = addressOf(context);
      await tries.take(address);
      const kiosk = await enrolKiosk(database.query, code, token);
      await tries.giveBack(address);
      const detail = `${kiosk.place}: ${kiosk.name}`;
      await audit(database.query, { operator: '', address, action: 'kiosk-enrolled', detail });
      return context.json(kiosk);
    })
    .post('/report', async (context) => {
      const kiosk = await known(context);
      const report = await readJson(context, reportBody);
      return context.json(await takeReport(database, kiosk, report));
    })
    .post('/door', async (context) => {
      const kiosk = await known(context);
      await openDoor(await settingsFor(database.query, kiosk), await installedDoor());
      return context.json({ opened: true });
    });
}
