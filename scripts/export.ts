/**
 * `npm run export -- --to onnx|saved-model|tfjs-graph`: writes the published networks for other tools, each
 * in a folder with golden input and output, and runs what it wrote.
 */
import path from 'node:path';
import { z } from 'zod';
import { FINDER_SIZES } from '../lib/vision/find/sizes.ts';
import { disposeWeights } from '../lib/vision/model/weights.ts';
import { loadEngine } from './engine/engine.ts';
import { type Exported, exportNetwork } from './export/export-network.ts';
import { exportedNetworks } from './export/exported-networks.ts';
import type { Format } from './export/format.ts';
import { ONNX } from './export/onnx.ts';
import { SAVED_MODEL } from './export/saved-model.ts';
import { TFJS_GRAPH } from './export/tfjs-graph.ts';
import { modelsOption, parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';

const FORMAT_NAMES = ['onnx', 'saved-model', 'tfjs-graph'] as const;
const FORMATS: Readonly<Record<(typeof FORMAT_NAMES)[number], Format>> = {
  onnx: ONNX,
  'saved-model': SAVED_MODEL,
  'tfjs-graph': TFJS_GRAPH,
};

const exportOptions = z.object({
  to: z.enum(FORMAT_NAMES).describe("ONNX; TensorFlow's SavedModel; TensorFlow.js's graph model"),
  finderSize: z
    .enum(FINDER_SIZES)
    .default('large')
    .describe('of the face finder, which is written once for each of its input shapes'),
  out: z.string().default('runs/export').describe('folder; each format has one of its own in it'),
  seed: z.coerce.number().int().min(0).default(1).describe('of the golden pictures'),
  models: modelsOption,
});
export type ExportOptions = z.infer<typeof exportOptions>;

/** @throws Error where a written network computes something else than the site's */
export async function exportModels({
  to,
  finderSize,
  out,
  seed,
  models,
}: ExportOptions): Promise<Exported[]> {
  // What the site computes where there is no graphics card, and what a graphics card is held to.
  await loadEngine('wasm');
  const networks = await exportedNetworks(models, finderSize);
  const exported: Exported[] = [];
  for (const network of networks) {
    const folder = path.join(out, to, network.name);
    exported.push(await exportNetwork(network, FORMATS[to], folder, seed));
  }
  for (const weights of new Set(networks.map((network) => network.weights)))
    disposeWeights(weights);
  return exported;
}

function line({ folder, difference, missing }: Exported): string {
  if (missing !== undefined) return `${folder}: written, not run: ${missing}`;
  return `${folder}: differs from the site's by ${difference?.toExponential(1)} at most`;
}

await runCommand(
  import.meta.url,
  async () => {
    const options = parseOptions(exportOptions, process.argv.slice(2));
    for (const exported of await exportModels(options)) console.log(line(exported));
  },
  () => usage('npm run export -- --to onnx|saved-model|tfjs-graph [flags]', exportOptions),
);
