/**
 * `npm run bench:networks`: weights of every network that a classifier may have behind its head, and the time for one
 * face. Random weights serve where none are at hand: they take the same time.
 */
import * as tf from '@tensorflow/tfjs';
import { median } from 'd3-array';
import { z } from 'zod';
import { CLASS_LABELS } from '../lib/vision/labels.ts';
import type { Network } from '../lib/vision/model/network.ts';
import { NETWORK_NAMES, type NetworkName } from '../lib/vision/model/networks/names.ts';
import { disposeWeights } from '../lib/vision/model/weights.ts';
import { loadJudgingEngine } from './engine/judging-engine.ts';
import type { JudgingEngineName } from './engine/native-packages.ts';
import { parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';
import { backboneOf } from './training/backbones/index.ts';
import { classifierLogits, newHead } from './training/network.ts';
import { outputsOf } from './training/outputs.ts';

const ENGINES = ['wasm', 'onnx', 'node'] as const satisfies readonly JudgingEngineName[];

const benchOptions = z.object({
  engines: z.array(z.enum(ENGINES)).default(['wasm', 'onnx']).describe('several, each timed'),
  networks: z.array(z.enum(NETWORK_NAMES)).default(NETWORK_NAMES).describe('several'),
  runs: z.coerce.number().int().min(1).max(1000).default(9).describe('timed ones, after one more'),
});

async function main(): Promise<void> {
  const { engines, networks, runs } = parseOptions(benchOptions, process.argv.slice(2));
  const columns = ['network', 'input, px', 'weights, M', ...engines.map((name) => `${name}, ms`)];
  console.log(`| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}`);
  for (const name of networks) {
    const { inputSize } = backboneOf(name);
    let count = 0;
    const times: number[] = [];
    for (const engine of engines) {
      const compute = await loadJudgingEngine(engine);
      const network = await classifierOn(name);
      const face = tf.randomUniform<tf.Rank.R4>([1, inputSize, inputSize, 3], 0, 255);
      times.push(await millisecondsOf(() => compute(network, [face]), runs));
      count = Object.values(network.weights).reduce((sum, { size }) => sum + size, 0);
      face.dispose();
      disposeWeights(network.weights);
    }
    const cells = [name, inputSize, (count / 1e6).toFixed(1), ...times.map((ms) => ms.toFixed(1))];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

async function classifierOn(name: NetworkName): Promise<Network> {
  const backbone = backboneOf(name);
  const seed = 1;
  const weights = {
    ...(backbone.random?.(seed) ?? (await backbone.pretrained({ cache: '.cache' }))),
    ...newHead(backbone.featureCount, outputsOf(CLASS_LABELS).length, seed),
  };
  return { weights, output: (pixels) => classifierLogits(backbone, weights, pixels) };
}

/** Median. The first run, which compiles or allocates, does not count. */
async function millisecondsOf(run: () => Promise<unknown>, runs: number): Promise<number> {
  await run();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return median(times) as number;
}

await runCommand(import.meta.url, main, () =>
  usage('npm run bench:networks -- [flags]', benchOptions),
);
