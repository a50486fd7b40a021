/**
 * The operations of the WebAssembly engine that the networks need. The package registers 156, which
 * a page would download.
 */
export { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
export { avgPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/AvgPool';
export { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
export { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
export { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat';
export { conv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Conv2D';
export { cropAndResizeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/CropAndResize';
export { depthwiseConv2dNativeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/DepthwiseConv2dNative';
export { expandDimsConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ExpandDims';
export { fusedConv2DConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D';
export { gatherV2Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/GatherV2';
export { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
export { maxPoolConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPool';
export { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
export { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
export { padV2Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/PadV2';
export { realDivConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/RealDiv';
export { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
export { relu6Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu6';
export { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
export { reverseConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reverse';
export { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub';
export { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
