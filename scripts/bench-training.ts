/**
 * `npm run bench:training`: times a training step of the face ResNet with all weights trained, and
 * the same step in PyTorch where python3 has it: forward, backward and optimiser on generated
 * pictures, without augmentation.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { median } from 'd3-array';
import { z } from 'zod';
import { CLASS_LABELS } from '../lib/vision/labels.ts';
import { loadEngine } from './engine/engine.ts';
import { engineOption, parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';
import { FACE_RESNET } from './training/backbones/face-resnet.ts';
import { classifierLogits, newClassifier, toVariables } from './training/network.ts';
import { ScheduledAdam } from './training/optimiser/adam.ts';
import { outputsOf } from './training/outputs.ts';

const benchOptions = z.object({
  engine: engineOption,
  batchSize: z.coerce.number().int().min(1).max(1024).default(32).describe('pictures a step'),
  steps: z.coerce.number().int().min(3).max(1000).default(12).describe('the first two not counted'),
  threads: z.coerce.number().int().min(1).default(availableParallelism()).describe('of PyTorch'),
});

async function main(): Promise<void> {
  const { engine, batchSize, steps, threads } = parseOptions(benchOptions, process.argv.slice(2));
  const { description } = await loadEngine(engine);
  const python = pytorchStep(batchSize, threads, steps);
  const own = await ownStep(batchSize, steps);
  const again = pytorchStep(batchSize, threads, steps);
  const line = (name: string, ms: number) =>
    console.log(
      `${name}: ${ms.toFixed(0)} ms a step of ${batchSize}, ${(ms / batchSize).toFixed(1)} ms a picture`,
    );
  line(description, own);
  if (python === null || again === null) {
    console.log('PyTorch: not measured, python3 cannot import torch');
    return;
  }
  // Measured before and after, to show a machine that slows down.
  line('PyTorch, before', python);
  line('PyTorch, after', again);
  console.log(`ratio ${(own / ((python + again) / 2)).toFixed(2)}`);
}

async function ownStep(batchSize: number, steps: number): Promise<number> {
  const network = { backbone: FACE_RESNET, classes: CLASS_LABELS };
  const outputs = outputsOf(network.classes).length;
  const variables = toVariables(await newClassifier(network, 1, { cache: '.cache' }));
  const optimiser = new ScheduledAdam(0.01);
  const pictures = tf.randomUniform([batchSize, 150, 150, 3], 0, 255) as tf.Tensor4D;
  const classes = tf.range(0, batchSize, 1, 'int32').mod(tf.scalar(outputs, 'int32'));
  const truths = tf.oneHot(classes, outputs);
  const times: number[] = [];
  for (let step = 0; step < steps; step++) {
    const started = performance.now();
    const { value, grads } = tf.variableGrads(() => {
      const logits = classifierLogits(network.backbone, variables, pictures, {
        rate: 0.4,
        seed: step,
      });
      return tf.losses.softmaxCrossEntropy(truths, logits) as tf.Scalar;
    }, Object.values(variables));
    optimiser.step(1e-4, grads);
    await value.data();
    tf.dispose([value, grads]);
    times.push(performance.now() - started);
  }
  return median(times.slice(2)) as number;
}

/** Milliseconds; null without PyTorch. */
function pytorchStep(batchSize: number, threads: number, steps: number): number | null {
  const script = fileURLToPath(new URL('bench/bench-training.py', import.meta.url));
  const words = [batchSize, threads, steps].map(String);
  const { status, stdout } = spawnSync('python3', [script, ...words], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

await runCommand(import.meta.url, main, () =>
  usage('npm run bench:training -- [flags]', benchOptions),
);
