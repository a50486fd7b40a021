import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Format } from './format.ts';
import { shapeOf, tensorflowGraph } from './tensorflow-graph.ts';
import type { TracedValue } from './traced-graph.ts';

const MODEL = 'model.json';
const WEIGHTS = 'group1-shard1of1.bin';

/** What `tf.loadGraphModel` reads. */
interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: [{ readonly weights: tf.io.WeightsManifestEntry[] }];
}

export const TFJS_GRAPH: Format = {
  files(graph, outputName) {
    const { nodes, constants } = tensorflowGraph(graph, outputName);
    const weights = constants.map(({ name, shape, dtype }) => ({ name, shape, dtype }));
    const json = {
      format: 'graph-model',
      generatedBy: 'maskgate',
      convertedBy: null,
      signature: {
        inputs: { [graph.input.name]: tensorInfo(graph.input.name, graph.input) },
        outputs: { [outputName]: tensorInfo(outputName, graph.output) },
      },
      modelTopology: { node: nodes, library: {}, versions: {} },
      weightsManifest: [{ paths: [WEIGHTS], weights }],
    };
    return {
      [MODEL]: JSON.stringify(json),
      [WEIGHTS]: Buffer.concat(constants.map(({ bytes }) => bytes)),
    };
  },

  async run(folder, outputName, { values, shape }) {
    const json = JSON.parse(await readFile(path.join(folder, MODEL), 'utf8')) as ModelJson;
    const [{ weights: weightSpecs }] = json.weightsManifest;
    const weightData = new Uint8Array(await readFile(path.join(folder, WEIGHTS))).buffer;
    const { modelTopology } = json;
    const model = await tf.loadGraphModel({
      load: async () => ({ modelTopology, weightSpecs, weightData }),
    });
    const pixels = tf.tensor(values, [...shape], 'float32');
    const output = model.execute({ pixels }, outputName) as tf.Tensor;
    const result = new Float32Array(await output.data());
    tf.dispose([pixels, output]);
    model.dispose();
    return { values: result };
  },
};

function tensorInfo(name: string, { shape }: TracedValue): object {
  return { name: `${name}:0`, dtype: 'DT_FLOAT', tensorShape: shapeOf([-1, ...shape.slice(1)]) };
}
