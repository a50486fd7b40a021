/** The operations of the WebGL engine that the networks need, and the one that takes up a frame. */
import '@tensorflow/tfjs-backend-webgl/dist/base';

export { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add';
export { avgPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/AvgPool';
export { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul';
export { castConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Cast';
export { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat';
export { conv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D';
export { cropAndResizeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/CropAndResize';
export { depthwiseConv2dNativeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthwiseConv2dNative';
export { expandDimsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/ExpandDims';
export { fromPixelsConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FromPixels';
export { fusedConv2DConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/FusedConv2D';
export { gatherV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/GatherV2';
export { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity';
export { maxPoolConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/MaxPool';
export { meanConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Mean';
export { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
export { padV2Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/PadV2';
export { realDivConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/RealDiv';
export { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
export { relu6Config } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu6';
export { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape';
export { reverseConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reverse';
export { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub';
export { transposeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose';
