import type { TracedGraph } from './traced-graph.ts';

/** Numbers with their shape. */
export interface Batch {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What came of running written files: the output or, in a sentence, why they could not be run here. */
export type RunResult = { readonly values: Float32Array } | { readonly missing: string };

/** A file format of other tools. */
export interface Format {
  /** Files by name. @param outputName of the network's output; its input is called `pixels` */
  files(graph: TracedGraph, outputName: string): Readonly<Record<string, string | Uint8Array>>;
  /** Runs the files of a folder on the format's own engine. */
  run(folder: string, outputName: string, input: Batch): Promise<RunResult>;
}
