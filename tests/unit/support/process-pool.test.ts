import { expect, it } from 'vitest';
import { finished, startScript } from '../../support/run-script';
import { temporaryFolder } from '../../support/temporary-folder';

async function answersTo(words: readonly string[], setup = 'the setup') {
  const folder = await temporaryFolder();
  const output = await finished(
    startScript('tests/support/processes/pool-owner.ts', folder, [setup, ...words]),
  );
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('runs as many processes as concurrent jobs, and ends them', async () => {
  const answers = await answersTo(['a', 'b', 'c', 'd', 'e']);
  expect(answers.map(({ job }) => job)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
  for (const answer of answers) expect(answer).toMatchObject({ setup: 'the setup', threads: '5' });
});

it('reports that a process died during a job, and runs the next jobs in another', async () => {
  const [before, died, ...after] = await answersTo(['a', 'die', 'b', 'c']);
  expect(before).toMatchObject({ job: 'a' });
  expect(died).toEqual({ error: 'The process ended with 3' });
  expect(after.map(({ job }) => job)).toEqual(['b', 'c']);
  expect(after.map(({ jobs }) => jobs).sort()).toEqual([1, 2]);
});

it('reports that processes do not start, and does not blame a job', async () => {
  const answers = await answersTo(['a', 'b'], 'never starts');
  const error = 'A process for the work does not start: it ended with 4';
  expect(answers).toEqual([{ error }, { error }]);
});
