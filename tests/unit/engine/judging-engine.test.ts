import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { createDetector } from '@/lib/vision/detector';
import type { Detection } from '@/lib/vision/detector-types';
import { loadModels } from '@/lib/vision/model/models';
import { type ComputeNetwork, computeOnBackend } from '@/lib/vision/model/network';
import { readPhotograph } from '@/scripts/data/read-photograph';
import { loadJudgingEngine } from '@/scripts/engine/judging-engine';
import { importOnnxRuntime } from '@/scripts/engine/onnx-package';
import { modelsFolder } from '@/scripts/support/published-models';
import { classPhotograph } from '../../support/made-stills';

// The real package, unless a test simulates a machine without its library.
vi.mock(import('@/scripts/engine/onnx-package'), async (original) => ({
  importOnnxRuntime: vi.fn((await original()).importOnnxRuntime),
}));

async function detection(picture: Buffer, compute: ComputeNetwork): Promise<Detection> {
  const detector = createDetector(await loadModels(modelsFolder('public/models')), { compute });
  const { frame } = await readPhotograph(picture);
  // More faces than one batch of the classifier, and a second, mirrored look.
  const found = await detector.detect(frame, { search: 'zoomed', maxFaces: 64 });
  detector.dispose();
  return found;
}

describe('loadJudgingEngine', () => {
  it('gives the same results with ONNX Runtime as with WebAssembly', async () => {
    // More faces than one batch of the classifier, in each of the finder's views.
    const picture = await classPhotograph(5, 8);
    const onnx = await loadJudgingEngine('onnx');
    expect(onnx).not.toBe(computeOnBackend);
    expect(tf.getBackend()).toBe('wasm');
    const actual = await detection(picture, onnx);
    const expected = await detection(picture, await loadJudgingEngine('wasm'));
    expect(expected.faces.length).toBe(40);
    expect(actual.faces.length).toBe(40);
    for (const [i, face] of actual.faces.entries()) {
      const { box, label, confidence } = expected.faces[i] as typeof face;
      expect(face.label).toBe(label);
      expect(face.confidence).toBeCloseTo(confidence, 3);
      for (const edge of ['x', 'y', 'width', 'height'] as const) {
        expect(face.box[edge]).toBeCloseTo(box[edge], 1);
      }
    }
  }, 120_000);

  it('uses ONNX Runtime for `auto`', async () => {
    expect(await loadJudgingEngine('auto')).not.toBe(computeOnBackend);
  });

  it('falls back if ONNX Runtime does not load, unless it is requested by name', async () => {
    const missing = new Error('onnxruntime-node does not load here: no such file');
    vi.mocked(importOnnxRuntime).mockRejectedValueOnce(missing);
    expect(await loadJudgingEngine('auto')).toBe(computeOnBackend);
    vi.mocked(importOnnxRuntime).mockRejectedValueOnce(missing);
    await expect(loadJudgingEngine('onnx')).rejects.toBe(missing);
  });
});
