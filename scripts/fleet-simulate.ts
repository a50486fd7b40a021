/**
 * Many simulated kiosks against one server of a fleet, with what goes wrong in a building: the server is
 * killed, the database restarted, a third of the kiosks has no network. In the end every count must be
 * there once: `npm run fleet:simulate -- --help`.
 */
import { parseArgs } from 'node:util';
import { type SimulationOptions, simulate } from './fleet/simulation.ts';

const HELP = `npm run fleet:simulate -- [options]

  --kiosks NUMBER      default: 1000
  --minutes NUMBER     default: 15
  --heartbeat SECONDS  between two reports of a kiosk; default: 30
  --counts SECONDS     between two hand-ins of counts; default: 300
  --database URL       a PostgreSQL; default: a PGlite in a new folder
  --kill SECONDS       the server is killed this often; default: 240, 0 never
  --cut SECONDS        a third of the kiosks has no network for this time; default: 600
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
    database: { type: 'string' },
    help: { type: 'boolean' },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const options: SimulationOptions = {
    kiosks: number('kiosks', 1),
    seconds: number('minutes', 0.1) * 60,
    heartbeatSeconds: number('heartbeat', 1),
    countsSeconds: number('counts', 1),
    killEverySeconds: number('kill', 0),
    cutSeconds: number('cut', 0),
    database: values.database ?? null,
    say: console.log,
  };
  const { isRight, text } = await simulate(options);
  console.log(text);
  process.exitCode = isRight ? 0 : 1;
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
