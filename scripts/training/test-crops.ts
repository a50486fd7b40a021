import type { Calibrated } from './calibrate.ts';
import type { Network } from './network.ts';
import type { CropSample } from './parts.ts';
import { type TestedCrop, type TestReport, testReport } from './report/test-report.ts';
import { judgeSamples } from './samples.ts';

/** What a calibrated network says of the crops of a part. */
export async function judgeCrops(
  network: Network,
  { weights }: Calibrated,
  crops: readonly CropSample[],
): Promise<TestedCrop[]> {
  const judged = await judgeSamples(network, weights, crops);
  return crops.map((sample, i) => ({
    crop: sample.crop,
    photograph: sample.photograph,
    patch: () => sample.patch,
    judged: judged[i] as (typeof judged)[number],
  }));
}

/** The figures of a network on the test part. */
export async function testNetwork(
  network: Network,
  model: Calibrated,
  test: readonly CropSample[],
): Promise<TestReport> {
  return testReport(await judgeCrops(network, model, test), network.classes, model.temperature);
}
