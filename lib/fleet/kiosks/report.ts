import type { ReportAnswer } from '../protocol/kiosk-messages.ts';
import type { ReportBody } from '../protocol/kiosk-requests.ts';
import type { Database } from '../store/database.ts';
import { finishCommands, waitingCommands } from './commands.ts';
import { storeEvents, storeHours } from './hours.ts';
import type { KnownKiosk } from './kiosks.ts';
import { settingsFor } from './settings.ts';

/**
 * Takes a kiosk's report in and says what it must know. What the kiosk hears "stored" about is
 * stored: all of a report, or nothing.
 */
export function takeReport(
  database: Database,
  kiosk: KnownKiosk,
  report: ReportBody,
): Promise<ReportAnswer> {
  return database.transaction(async (query) => {
    await storeHours(query, kiosk, report);
    await storeEvents(query, kiosk.id, report.events);
    await finishCommands(query, kiosk.id, report.done);
    const settings = await settingsFor(query, kiosk);
    const { version, engine, framesPerSecond, camera, door, state } = report.heartbeat;
    await query(
      `UPDATE kiosks SET seen_at = now(), heartbeat_seconds = $2, version = $3, engine = $4,
         frames_per_second = $5, camera = $6, door = $7, state = $8, settings_version = $9
       WHERE id = $1`,
      [
        kiosk.id,
        settings.heartbeatSeconds,
        version,
        engine,
        framesPerSecond,
        camera,
        door,
        // A kiosk that has not heard yet that live states were switched off may still send them.
        settings.liveStates ? state : null,
        report.settingsVersion,
      ],
    );
    return {
      name: kiosk.name,
      place: kiosk.place,
      settings: report.settingsVersion === settings.version ? null : settings,
      commands: await waitingCommands(query, kiosk.id),
    };
  });
}
