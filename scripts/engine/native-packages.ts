import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The engines of training scripts, fastest first. */
export type EngineName = 'node-gpu' | 'node' | 'wasm';

/** Judging needs no gradients: ONNX Runtime can do it, too. */
export type JudgingEngineName = EngineName | 'onnx';

export type NativeEngineName = Exclude<EngineName, 'wasm'>;

/** The npm packages that `npm run setup:native` builds. */
export const NATIVE_PACKAGES: Record<NativeEngineName, string> = {
  'node-gpu': '@tensorflow/tfjs-node-gpu',
  node: '@tensorflow/tfjs-node',
};

/** The folder for `npm run setup:native`, separate from the packages of the site. */
export const NATIVE_DIRECTORY = fileURLToPath(new URL('../../.native/', import.meta.url));

export function isInstalled(name: NativeEngineName): boolean {
  return existsSync(join(NATIVE_DIRECTORY, 'node_modules', NATIVE_PACKAGES[name], 'package.json'));
}

/** Whether `loadEngine` tries the graphics card first, which serves one process at a time. */
export function usesGraphicsCard(choice: JudgingEngineName | 'auto'): boolean {
  return choice === 'node-gpu' || (choice === 'auto' && isInstalled('node-gpu'));
}
