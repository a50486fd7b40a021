/**
 * Many simulated kiosks against one server of a fleet, with what goes wrong in a building: the server is
 * killed, database and broker are restarted, a third of the kiosks has no network. In the end every count must be
 * there once: `npm run fleet:simulate -- --help`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { hasMosquitto, startMosquitto } from '../../tests/harness/servers/mosquitto.ts';
import { startPostgres } from '../../tests/harness/servers/postgres.ts';
import { parseOptions, usage } from '../support/options.ts';
import { runCommand } from '../support/run-command.ts';
import { type SimulationOptions, simulate } from './simulation.ts';

const least = (smallest: number, usual: number) => z.coerce.number().min(smallest).default(usual);

const simulateOptions = z.object({
  kiosks: z.coerce.number().int().min(1).default(1000),
  minutes: least(0.1, 15),
  heartbeat: least(1, 30).describe('seconds between two reports of a kiosk'),
  counts: least(1, 300).describe('seconds between two hand-ins of counts'),
  postgres: z
    .boolean()
    .default(false)
    .describe("Debian's PostgreSQL, restarted in the middle, in place of PGlite"),
  kill: least(0, 240).describe(
    'seconds after which the server is killed, again and again; 0: never',
  ),
  cut: least(0, 600).describe('seconds for which a third of the kiosks has no network'),
});

function simulateUsage(): string {
  return `${usage('npm run fleet:simulate -- [flags]', simulateOptions)}
Where mosquitto is installed, a broker gets everything and is restarted in the middle.
It ends with 1 where a count is lost or doubled.`;
}

async function run(): Promise<void> {
  const values = parseOptions(simulateOptions, process.argv.slice(2));
  const postgres = values.postgres ? await startPostgres() : null;
  const folder = await mkdtemp(join(tmpdir(), 'maskgate-simulated-'));
  const broker = hasMosquitto ? await startMosquitto() : null;
  const options: SimulationOptions = {
    kiosks: values.kiosks,
    seconds: values.minutes * 60,
    heartbeatSeconds: values.heartbeat,
    countsSeconds: values.counts,
    killEverySeconds: values.kill,
    cutSeconds: values.cut,
    place: postgres ? { url: postgres.url } : { folder },
    environment: broker ? { MQTT_URL: broker.url } : {},
    restartOthers: async () => {
      await postgres?.restart();
      await broker?.restart();
    },
    say: console.log,
  };
  try {
    const { isRight, text } = await simulate(options);
    console.log(text);
    process.exitCode = isRight ? 0 : 1;
  } finally {
    await broker?.stop();
    await postgres?.stop();
    await rm(folder, { recursive: true });
  }
}

await runCommand(import.meta.url, run, simulateUsage);
