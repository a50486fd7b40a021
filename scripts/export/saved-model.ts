import * as tf from '@tensorflow/tfjs';
import { nativePackage } from '../engine/engine.ts';
import type { Batch, Format, RunResult } from './format.ts';
import { encodeMessage } from './schema.ts';
import { shapeOf, tensorflowGraph } from './tensorflow-graph.ts';
import type { TracedGraph, TracedValue } from './traced-graph.ts';

/** The way that TensorFlow Serving, TFLite's converter and Keras look for. */
const TAG = 'serve';
const SIGNATURE = 'serving_default';
const METHOD = 'tensorflow/serving/predict';
/** Of the graph's operations: TensorFlow 2.9 and later read it. */
const PRODUCER = 1087;
const VERSION = '2.9.0';

export const SAVED_MODEL: Format = {
  files: (graph, outputName) => ({
    'saved_model.pb': encodeMessage('tensorflow.proto', 'tensorflow.SavedModel', {
      savedModelSchemaVersion: '1',
      metaGraphs: [metaGraph(graph, outputName)],
    }),
  }),

  run: runSavedModel,
};

/** Weights are constants of the graph, so that there is no checkpoint beside it. */
function metaGraph(graph: TracedGraph, outputName: string): object {
  const { nodes, constants } = tensorflowGraph(graph, outputName);
  const contents = new Map(constants.map(({ name, bytes }) => [name, bytes]));
  const node = nodes.map((each) => {
    const tensorContent = contents.get(each.name);
    if (!tensorContent) return each;
    const { value, ...attr } = each.attr as { value: { tensor: object } };
    return { ...each, attr: { ...attr, value: { tensor: { ...value.tensor, tensorContent } } } };
  });
  return {
    metaInfoDef: { tags: [TAG], tensorflowVersion: VERSION },
    graphDef: { node, versions: { producer: PRODUCER } },
    signatureDef: {
      [SIGNATURE]: {
        methodName: METHOD,
        inputs: { [graph.input.name]: tensorInfo(graph.input.name, graph.input) },
        outputs: { [outputName]: tensorInfo(outputName, graph.output) },
      },
    },
  };
}

function tensorInfo(name: string, { shape }: TracedValue): object {
  return { name: `${name}:0`, dtype: 'DT_FLOAT', tensorShape: shapeOf([-1, ...shape.slice(1)]) };
}

interface TensorflowForNode {
  readonly node: {
    loadSavedModel(folder: string, tags: string[], signature: string): Promise<SavedModel>;
  };
}
interface SavedModel {
  predict(inputs: tf.NamedTensorMap): tf.NamedTensorMap;
  dispose(): void;
}

async function runSavedModel(folder: string, outputName: string, batch: Batch): Promise<RunResult> {
  const before = tf.getBackend();
  let native: TensorflowForNode;
  try {
    native = (await nativePackage()) as TensorflowForNode;
  } catch (error) {
    return { missing: (error as Error).message };
  }
  try {
    const model = await native.node.loadSavedModel(folder, [TAG], SIGNATURE);
    const pixels = tf.tensor(batch.values, [...batch.shape], 'float32');
    const { [outputName]: output } = model.predict({ pixels });
    const values = new Float32Array((await output?.data()) as Float32Array);
    tf.dispose([pixels, output as tf.Tensor]);
    model.dispose();
    return { values };
  } finally {
    await tf.setBackend(before);
  }
}
