import { answerJobs } from '../../../scripts/support/process-pool.ts';

/**
 * Answers each job with its process and its number there. Exits on the job "die", and at once if
 * the setup is "never starts".
 */
if (process.argv[2] === '"never starts"') process.exit(4);

answerJobs((setup: string) => {
  let jobs = 0;
  return async (job: string) => {
    if (job === 'die') process.exit(3);
    jobs++;
    return { setup, job, jobs, pid: process.pid, threads: process.env.TF_NUM_INTRAOP_THREADS };
  };
});
