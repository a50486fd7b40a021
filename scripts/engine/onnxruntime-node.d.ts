// The release is without types. It is the last one that needs no download from elsewhere when it is installed.
declare module 'onnxruntime-node' {
  export class Tensor {
    constructor(type: 'float32', data: Float32Array, dims: readonly number[]);
    readonly data: Float32Array;
  }
  export interface SessionOptions {
    /** 0 for one a core. */
    readonly intraOpNumThreads?: number;
  }
  export class InferenceSession {
    static create(model: string | Uint8Array, options?: SessionOptions): Promise<InferenceSession>;
    run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  }
}
