/** Gives the words after the setup to a process pool, two at a time, and prints the answers. */
import { openProcessPool } from '../../../scripts/support/process-pool.ts';

const [setup, ...words] = process.argv.slice(2);
const pool = openProcessPool<string, unknown>(new URL('pool-worker.ts', import.meta.url), setup, {
  threads: 5,
});
for (let i = 0; i < words.length; i += 2) {
  const answers = await Promise.allSettled(words.slice(i, i + 2).map((word) => pool.run(word)));
  for (const answer of answers) {
    console.log(
      JSON.stringify('value' in answer ? answer.value : { error: answer.reason.message }),
    );
  }
}
pool.close();
