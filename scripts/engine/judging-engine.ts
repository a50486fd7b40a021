import { availableParallelism } from 'node:os';
import { type ComputeNetwork, computeOnBackend } from '../../lib/vision/model/network.ts';
import { loadEngine } from './engine.ts';
import { type EngineName, isInstalled, type JudgingEngineName } from './native-packages.ts';
import { importOnnxRuntime } from './onnx-package.ts';

/**
 * Loads what computes the published networks, and makes its backend the current one. `auto` is a graphics card, else
 * ONNX Runtime, else what training uses.
 * @throws Error when the requested engine is missing or broken
 */
export async function loadJudgingEngine(
  choice: JudgingEngineName | 'auto',
): Promise<ComputeNetwork> {
  const wantsOnnx = choice === 'onnx' || (choice === 'auto' && !isInstalled('node-gpu'));
  const runtime = wantsOnnx
    ? await importOnnxRuntime().catch((error: Error) => {
        if (choice === 'onnx') throw error;
        return null;
      })
    : null;
  if (!runtime) {
    await loadEngine(trainingEngine(choice));
    return computeOnBackend;
  }
  // Cutting and scaling stay with TensorFlow.js.
  await loadEngine('wasm');
  const { computeOnOnnx } = await import('./onnx-runtime.ts');
  return computeOnOnnx(runtime, threadsOfProcess());
}

/** The engine for what ONNX Runtime does not compute. */
export function trainingEngine(choice: JudgingEngineName | 'auto'): EngineName | 'auto' {
  return choice === 'onnx' ? 'auto' : choice;
}

/** As the owner of a pool of processes sets it. */
function threadsOfProcess(): number {
  return Number(process.env.OMP_NUM_THREADS) || availableParallelism();
}
