// The package has no types for this file.
declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js' {
  /** Source text of the script that each thread runs. */
  export const wasmWorkerContents: string;
}
