import { MaskGateError } from '../../errors.ts';
import type { FinderSize } from '../find/sizes.ts';
import type { ReadFile } from '../model/model-files.ts';
import { disposeModels, loadModels, type Models } from '../model/models.ts';
import type { Backend } from './backends.ts';
import { chooseSize } from './choose-size.ts';
import { type EngineInfo, limitThreads, resumeEngine, startEngine, stopEngine } from './engine.ts';
import { hasGraphicsCard, hasWebgpuCard } from './graphics-card.ts';
import { computesTheSame, type Measurement, measureNetworks } from './measure-networks.ts';

/** A running engine, which is the current one, and its models. */
interface OpenEngine {
  readonly engine: EngineInfo;
  readonly models: Models;
}

/** With the size of the finder's input for live pictures. */
export interface LiveEngine extends OpenEngine {
  readonly size: FinderSize;
}

type MeasuredEngine = OpenEngine & Measurement;

/** Number of timed runs for each engine. */
const RUNS = 2;
/** What threads must bring at least: the page has a use for the cores as well. */
const LEAST_GAIN_BY_THREADS = 1.2;

/**
 * @param size what was remembered of it; measured where absent
 * @throws MaskGateError `engine-unavailable`, `model-missing`, `model-invalid`
 */
export async function openEngine(
  backend: Backend,
  read: ReadFile,
  threads?: number,
  size?: FinderSize,
): Promise<LiveEngine> {
  const opened = await open(backend, read, threads);
  return { ...opened, size: size ?? (await chooseSize(opened.models, RUNS)) };
}

async function open(backend: Backend, read: ReadFile, threads?: number): Promise<OpenEngine> {
  const engine = await startEngine(backend, threads);
  return { engine, models: await loadModels(read) };
}

/**
 * Measures the engines of the device with the networks and keeps the fastest. WebAssembly comes
 * first: it starts everywhere and computes the same everywhere, so it is the reference for the
 * others.
 * @param onStep receives the number of tried engines and of all engines
 * @throws MaskGateError `engine-unavailable` if none works; `model-missing`, `model-invalid`
 */
export async function openFastest(
  read: ReadFile,
  onStep: (done: number, total: number) => void,
): Promise<LiveEngine> {
  const backends: Backend[] = ['wasm'];
  if (hasGraphicsCard()) backends.push('webgl');
  if (await hasWebgpuCard()) backends.push('webgpu');
  const failures: unknown[] = [];
  let best: MeasuredEngine | null = null;
  for (const [i, backend] of backends.entries()) {
    try {
      const opened = await open(backend, read);
      onStep(i, backends.length);
      const rival = await measureEngine(opened);
      best = best ? await keepFaster(best, rival) : rival;
    } catch (error) {
      if (error instanceof MaskGateError && error.code !== 'engine-unavailable') throw error;
      failures.push(error);
      if (best) await resumeEngine(best.engine);
    }
  }
  if (best) {
    const { engine, models } = best;
    return { engine, models, size: await chooseSize(models, RUNS, best) };
  }
  const causes = failures.map(String).join('; ');
  throw new MaskGateError('engine-unavailable', `No engine works here: ${causes}`);
}

async function measureEngine(opened: OpenEngine): Promise<MeasuredEngine> {
  const { engine, models } = opened;
  const measured = await measureNetworks(models, RUNS);
  if (engine.threads === 1) return { ...opened, ...measured };
  limitThreads(1);
  const alone = await measureNetworks(models, RUNS);
  if (alone.ms <= LEAST_GAIN_BY_THREADS * measured.ms) {
    return { models, engine: { ...engine, threads: 1 }, ...alone };
  }
  limitThreads(engine.threads);
  return { ...opened, ...measured };
}

/** @param rival is the current one */
async function keepFaster(best: MeasuredEngine, rival: MeasuredEngine): Promise<MeasuredEngine> {
  const better = rival.ms < best.ms && computesTheSame(rival.outputs, best.outputs);
  const [winner, loser] = better ? [rival, best] : [best, rival];
  disposeModels(loser.models);
  await resumeEngine(winner.engine);
  stopEngine(loser.engine);
  return winner;
}
