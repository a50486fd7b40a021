import type * as tf from '@tensorflow/tfjs';
import type { InferenceSession } from 'onnxruntime-node';
import type { ComputeNetwork, Network } from '../../lib/vision/model/network.ts';
import { onnxModel } from '../export/onnx.ts';
import { trace } from '../export/trace.ts';
import type { OnnxRuntime } from './onnx-package.ts';

const OUTPUT = 'output';

/**
 * Networks by ONNX Runtime. Pixels stay on the current backend of TensorFlow.js. A network is traced and opened when
 * the first picture of a shape comes, which takes a quarter of a second.
 * @param threads of one network; 0 for one a core
 */
export function computeOnOnnx(runtime: OnnxRuntime, threads: number): ComputeNetwork {
  const sessions = new Map<Network, Map<string, Promise<InferenceSession>>>();
  const sessionOf = (network: Network, [, ...shape]: readonly number[]) => {
    const ofNetwork = sessions.get(network) ?? new Map<string, Promise<InferenceSession>>();
    sessions.set(network, ofNetwork);
    const key = shape.join('x');
    const session = ofNetwork.get(key) ?? open(runtime, network, shape, threads);
    ofNetwork.set(key, session);
    return session;
  };
  return async (network, batches) => {
    const outputs: Float32Array[] = [];
    for (const batch of batches) {
      const session = await sessionOf(network, batch.shape);
      const pixels = new runtime.Tensor('float32', await valuesOf(batch), batch.shape);
      const { [OUTPUT]: output } = await session.run({ pixels });
      outputs.push((output as InstanceType<OnnxRuntime['Tensor']>).data);
    }
    return outputs.length === 1 ? (outputs[0] as Float32Array) : joined(outputs);
  };
}

async function open(
  { InferenceSession }: OnnxRuntime,
  { weights, output }: Network,
  shape: readonly number[],
  threads: number,
): Promise<InferenceSession> {
  const model = onnxModel(await trace(weights, shape, output), OUTPUT);
  return InferenceSession.create(model, { intraOpNumThreads: threads });
}

async function valuesOf(batch: tf.Tensor4D): Promise<Float32Array> {
  return (await batch.data()) as Float32Array;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
