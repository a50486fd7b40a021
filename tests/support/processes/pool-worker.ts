import { answerJobs } from '../../../scripts/support/process-pool.ts';

/** Says who does a job, and in which order; ends over the job "die", and at once where it is set up so. */
if (process.argv[2] === '"never starts"') process.exit(4);

answerJobs((setup: string) => {
  let jobs = 0;
  return async (job: string) => {
    if (job === 'die') process.exit(3);
    jobs++;
    return { setup, job, jobs, pid: process.pid, threads: process.env.TF_NUM_INTRAOP_THREADS };
  };
});
