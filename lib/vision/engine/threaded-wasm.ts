import { BackendWasm, setThreadsCount } from '@tensorflow/tfjs-backend-wasm/dist/base';
import createModule, {
  type BackendWasmThreadedSimdModule,
} from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js';
import { wasmWorkerContents } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js';
import { TRUST_OWN_SCRIPTS } from '../../own-scripts.mjs';
import { absoluteUrl } from './asset-url.ts';

/**
 * Starts the multithreaded WebAssembly engine.
 * TensorFlow.js starts its threads from the source text of a function. After bundling, this text
 * contains names that do not exist in a thread: every thread dies, and the first operation waits
 * for them without end. Here the threads load the package's own script, which the bundler does not
 * change.
 * @param threads 1 to 8
 */
export async function createThreadedWasm(threads: number): Promise<BackendWasm> {
  const script = absoluteUrl(
    new URL(
      '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
      import.meta.url,
    ),
  );
  const binary = absoluteUrl(
    new URL(
      '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm',
      import.meta.url,
    ),
  );
  // The package holds this script as a string, in which escaped line breaks are real ones.
  const threadScript = URL.createObjectURL(
    // A thread of the page's own, without a worker between, is held to the page's trusted types.
    new Blob([TRUST_OWN_SCRIPTS, wasmWorkerContents.replace(/\n/g, '\\n')], {
      type: 'text/javascript',
    }),
  );
  const restoreCores = reportCores(2 * threads);
  try {
    const module = (await createModule({
      mainScriptUrlOrBlob: script,
      locateFile: (path) => (path.endsWith('.wasm') ? binary : threadScript),
    })) as BackendWasmThreadedSimdModule;
    bindFunctions(module);
    setThreadsCount(threads);
    return new BackendWasm(module);
  } finally {
    restoreCores();
  }
}

/**
 * The engine uses half as many threads as there are cores, as it expects two threads on each core.
 * On a machine with two cores that means one thread and half the speed. It reads the number of
 * cores when it starts.
 * @returns restores the true number
 */
function reportCores(cores: number): () => void {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores, configurable: true });
  return () => {
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
  };
}

/** The functions that `BackendWasm` expects on its module. */
function bindFunctions(module: BackendWasmThreadedSimdModule): void {
  const bind = (name: string, result: 'number' | null, ...parameters: 'number'[]) =>
    module.cwrap(name, result, parameters);
  module.tfjs = {
    init: bind('init', null),
    initWithThreadsCount: bind('init_with_threads_count', null, 'number'),
    getThreadsCount: bind('get_threads_count', 'number'),
    registerTensor: bind('register_tensor', null, 'number', 'number', 'number'),
    disposeData: bind('dispose_data', null, 'number'),
    dispose: bind('dispose', null),
  } as BackendWasmThreadedSimdModule['tfjs'];
}
