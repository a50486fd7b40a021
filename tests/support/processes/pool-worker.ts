import { answerJobs } from '../../../scripts/support/process-pool.ts';

/** Says who does a job, and in which order; ends over the job "die". */
answerJobs((setup: string) => {
  let jobs = 0;
  return async (job: string) => {
    if (job === 'die') process.exit(3);
    jobs++;
    return { setup, job, jobs, pid: process.pid, threads: process.env.TF_NUM_INTRAOP_THREADS };
  };
});
