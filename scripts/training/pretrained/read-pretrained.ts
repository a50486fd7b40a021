import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import type { WeightsSource } from '../backbones/backbone.ts';
import { hubFile } from './hub-file.ts';
import { openSafetensors, type TensorReader } from './safetensors.ts';

/** timm's copies of the weights that torchvision published first ("IMAGENET1K_V1"), BSD-3-Clause. */
const repositoryOf = (network: string) => `timm/${network}.tv_in1k`;

/** What a manifest says of them. */
export function timmOrigin(network: string) {
  return {
    package: repositoryOf(network),
    file: 'model.safetensors',
    licence: 'BSD-3-Clause (weights, torchvision)',
  } as const;
}

/**
 * Weights of an ImageNet classifier, from the file that is given or from the Hugging Face hub.
 * @throws Error for a file that cannot be had or is not this network's
 */
export async function readPretrained(
  network: string,
  { file, cache }: WeightsSource,
  read: (reader: TensorReader) => Promise<NamedWeights>,
): Promise<NamedWeights> {
  const path = file ?? (await hubFile(repositoryOf(network), 'model.safetensors', cache));
  const reader = await openSafetensors(path);
  try {
    return await read(reader);
  } catch (cause) {
    throw new Error(`These are not the weights of ${network}: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await reader.close();
  }
}
