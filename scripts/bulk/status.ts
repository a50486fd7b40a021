import type { BulkQueue } from './queue.ts';

/** Failed jobs whose reasons are told. */
const MOST_REASONS = 5;

export interface ActiveJob {
  readonly id: string;
  /** Machine and process, `HOST-PID`. */
  readonly worker: string;
  /** Pictures of a shard that are judged. */
  readonly judged: number;
}

export interface QueueStatus {
  /** Jobs by state; a job is a shard or a trial. */
  readonly jobs: Readonly<
    Record<'waiting' | 'active' | 'delayed' | 'completed' | 'failed', number>
  >;
  readonly workers: number;
  readonly active: readonly ActiveJob[];
  /** The last jobs that failed. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

export async function queueStatus(queue: BulkQueue): Promise<QueueStatus> {
  const states = ['waiting', 'active', 'delayed', 'completed', 'failed'] as const;
  const counts = await queue.getJobCounts(...states);
  const active = await queue.getActive();
  const failed = await queue.getFailed(0, MOST_REASONS - 1);
  return {
    jobs: Object.fromEntries(
      states.map((state) => [state, counts[state] ?? 0]),
    ) as QueueStatus['jobs'],
    workers: await queue.getWorkersCount(),
    active: active.map(({ id = '', processedBy: worker = '', progress }) => {
      return { id, worker, judged: Number(progress) || 0 };
    }),
    failed: failed.map(({ id = '', failedReason }) => ({ id, reason: failedReason })),
  };
}

/** The status as lines for a person. */
export function describeStatus({ jobs, workers, active, failed }: QueueStatus): string {
  const rows = [...Object.entries(jobs), ['workers', workers] as const];
  return [
    ...rows.map(([name, value]) => `${name.padEnd(12)}${value}`),
    ...active.map(({ id, worker, judged }) => `${id}: ${judged} pictures judged by ${worker}`),
    ...failed.map(({ id, reason }) => `${id}: failed: ${reason}`),
  ].join('\n');
}
