/**
 * Many simulated kiosks against one server of a fleet, with what goes wrong in a building: the server is
 * killed, database and broker are restarted, a third of the kiosks has no network. In the end every count must be
 * there once: `npm run fleet:simulate -- --help`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasMosquitto, startMosquitto } from '../../tests/harness/servers/mosquitto.ts';
import { startPostgres } from '../../tests/harness/servers/postgres.ts';
import { type SimulationOptions, simulate } from './simulation.ts';

const HELP = `npm run fleet:simulate -- [options]

  --kiosks NUMBER      default: 1000
  --minutes NUMBER     default: 15
  --heartbeat SECONDS  between two reports of a kiosk; default: 30
  --counts SECONDS     between two hand-ins of counts; default: 300
  --postgres           Debian's PostgreSQL, restarted in the middle; default: PGlite
  --kill SECONDS       the server is killed this often; default: 240, 0 never
  --cut SECONDS        a third of the kiosks has no network for this time; default: 600
Where mosquitto is installed, a broker gets everything and is restarted in the middle.
It ends with 1 where a count is lost or doubled.
`;

const { values } = parseArgs({
  options: {
    kiosks: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '15' },
    heartbeat: { type: 'string', default: '30' },
    counts: { type: 'string', default: '300' },
    kill: { type: 'string', default: '240' },
    cut: { type: 'string', default: '600' },
    postgres: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  await run();
}

async function run(): Promise<void> {
  const postgres = values.postgres ? await startPostgres() : null;
  const folder = await mkdtemp(join(tmpdir(), 'maskgate-simulated-'));
  const broker = hasMosquitto ? await startMosquitto() : null;
  const options: SimulationOptions = {
    kiosks: number('kiosks', 1),
    seconds: number('minutes', 0.1) * 60,
    heartbeatSeconds: number('heartbeat', 1),
    countsSeconds: number('counts', 1),
    killEverySeconds: number('kill', 0),
    cutSeconds: number('cut', 0),
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

function number(
  name: 'kiosks' | 'minutes' | 'heartbeat' | 'counts' | 'kill' | 'cut',
  least: number,
) {
  const given = Number(values[name]);
  if (given >= least) return given;
  console.error(`--${name} takes a number of at least ${least}.`);
  process.exit(2);
}
