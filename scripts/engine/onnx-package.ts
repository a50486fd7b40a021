export type OnnxRuntime = typeof import('onnxruntime-node');

/**
 * ONNX Runtime on the processor.
 * @throws Error where its package has no library for this machine
 */
export async function importOnnxRuntime(): Promise<OnnxRuntime> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    throw new Error(`onnxruntime-node does not load here: ${(error as Error).message}`);
  }
}
