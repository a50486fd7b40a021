import type { MaskClassifierManifest } from '../../../lib/vision/model/manifest.ts';
import type { BackboneNetwork } from '../../../lib/vision/model/networks/backbone-network.ts';
import type { NetworkName } from '../../../lib/vision/model/networks/names.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';

/** Where pretrained weights come from. */
export interface WeightsSource {
  /** A safetensors file; without one, the backbone's own origin. */
  readonly file?: string;
  /** Folder that downloads are kept in. */
  readonly cache: string;
}

type Origin = NonNullable<MaskClassifierManifest['origin']>;

/** A network behind a head, and where its weights come from. */
export interface Backbone extends BackboneNetwork {
  readonly name: NetworkName;
  /** What it was trained on: (pixel, 0 to 255, R G B, - mean) / std. */
  readonly normalization: MaskClassifierManifest['normalization'];
  /** Of the pretrained weights; without a checksum where they come from the network. */
  readonly origin: Origin;
  /** Of an ImageNet classifier: weights in all, its own last layer included, to compare with published counts. */
  readonly classifierParameters?: number;
  /** @throws Error that says what to do where they cannot be had */
  pretrained(source: WeightsSource): Promise<NamedWeights>;
  /** Weights to train from scratch; none where pretrained ones are always at hand. */
  random?(seed: number): NamedWeights;
}
