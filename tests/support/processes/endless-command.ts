/** A command that prints its process id and never ends by itself. */
import { setInterval } from 'node:timers/promises';
import { runCommand } from '../../../scripts/support/run-command.ts';

await runCommand(
  import.meta.url,
  async () => {
    console.log(process.pid);
    for await (const _ of setInterval(1000));
  },
  () => '',
);
