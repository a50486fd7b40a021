/** A network as a list of operations, in order. Values of four dimensions are [N, height, width, channels]. */
export interface TracedGraph {
  readonly input: TracedValue;
  readonly constants: readonly TracedConstant[];
  readonly nodes: readonly TracedNode[];
  readonly output: TracedValue;
}

export interface TracedValue {
  /** Unique in its graph. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Whether the first dimension counts pictures; it may then be of any length. */
  readonly isBatch: boolean;
}

export interface TracedConstant extends TracedValue {
  readonly values: Float32Array;
}

export interface TracedNode {
  readonly operation: Operation;
  readonly inputs: readonly TracedValue[];
  readonly output: TracedValue;
}

/** How a window moves over height and width. */
export interface Sliding {
  readonly strides: readonly [number, number];
  /** As TensorFlow defines them. */
  readonly mode: 'SAME' | 'VALID';
  /** What the mode comes to: cells beyond the edges. */
  readonly padding: Readonly<Record<'top' | 'bottom' | 'left' | 'right', number>>;
}

export type Operation =
  /** Inputs: picture, kernel [height, width, inputs, outputs] and, where there is one, bias. */
  | ({ readonly kind: 'convolution' } & Sliding)
  /** Inputs: picture, kernel [height, width, channels, 1]. */
  | ({ readonly kind: 'depthwise' } & Sliding)
  | ({
      readonly kind: 'maxPool' | 'averagePool';
      readonly size: readonly [number, number];
    } & Sliding)
  | { readonly kind: 'add' | 'subtract' | 'multiply' | 'divide' | 'relu' | 'relu6' }
  | { readonly kind: 'matMul'; readonly transposeA: boolean; readonly transposeB: boolean }
  /** With zeros: cells before and after, for each dimension. */
  | { readonly kind: 'pad'; readonly paddings: readonly (readonly [number, number])[] }
  | { readonly kind: 'mean'; readonly axes: readonly number[]; readonly keepDims: boolean }
  /** To the shape of the output. */
  | { readonly kind: 'reshape' }
  | { readonly kind: 'concat'; readonly axis: number }
  | { readonly kind: 'transpose'; readonly order: readonly number[] };
