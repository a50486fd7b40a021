import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What runs the arithmetic of a training script, fastest first. */
export type EngineName = 'node-gpu' | 'node' | 'wasm';

export type NativeEngineName = Exclude<EngineName, 'wasm'>;

/** The npm packages that `npm run setup:native` can build. */
export const NATIVE_PACKAGES: Record<NativeEngineName, string> = {
  'node-gpu': '@tensorflow/tfjs-node-gpu',
  node: '@tensorflow/tfjs-node',
};

/** The folder that `npm run setup:native` fills, apart from the web app's own packages. */
export const NATIVE_DIRECTORY = fileURLToPath(new URL('../../.native/', import.meta.url));

export function isInstalled(name: NativeEngineName): boolean {
  return existsSync(join(NATIVE_DIRECTORY, 'node_modules', NATIVE_PACKAGES[name], 'package.json'));
}

/** Whether `loadEngine` would try the graphics card first: it serves one process at a time. */
export function usesGraphicsCard(choice: EngineName | 'auto'): boolean {
  return choice === 'node-gpu' || (choice === 'auto' && isInstalled('node-gpu'));
}
