/**
 * Gradient kernels for training that the WebAssembly backend of TensorFlow.js 4.22 lacks, computes
 * in a slow loop or computes wrong. They are composed of kernels that the backend runs fast.
 */
import * as tf from '@tensorflow/tfjs';

type Conv2DInfo = tf.backend_util.Conv2DInfo;

/**
 * The arguments that TensorFlow.js passes to a kernel. Each kernel names its own inputs and
 * attributes.
 */
interface KernelCall<Inputs extends string, Attributes> {
  inputs: Record<Inputs, tf.Tensor4D>;
  attrs: Attributes;
}

type Padding = Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
type Rounding = Parameters<typeof tf.backend_util.computeConv2DInfo>[5];
type Shape4D = [number, number, number, number];

interface ConvAttributes {
  strides: number | [number, number];
  pad: Padding;
  dataFormat?: 'NHWC' | 'NCHW';
  dimRoundingMode?: Rounding;
}

let registered = false;

/**
 * Registers the kernels with the backend `wasm`. A second call changes nothing.
 * It covers the gradients of `conv2d`, `depthwiseConv2d` (both NHWC without dilation, as
 * TensorFlow.js supports only these), `maxPool` and `gather`. The backend's other gradients are
 * correct; the tests list them.
 * @throws Error when `@tensorflow/tfjs-backend-wasm` is not imported
 */
export function registerWasmGradients(): void {
  if (registered) return;
  registered = true;
  register('Conv2DBackpropFilter', convFilterGradient);
  register('Conv2DBackpropInput', convInputGradient);
  register('DepthwiseConv2dNativeBackpropFilter', depthwiseFilterGradient);
  register('DepthwiseConv2dNativeBackpropInput', depthwiseInputGradient);
  register('UnsortedSegmentSum', unsortedSegmentSum);
  correctMaxPoolGradient();
}

function register<Inputs extends string, Attributes>(
  kernelName: string,
  kernel: (call: KernelCall<Inputs, Attributes>) => tf.Tensor,
): void {
  replaceKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: (call) => tf.tidy(() => kernel(call as unknown as KernelCall<Inputs, Attributes>)),
  });
}

function replaceKernel(config: tf.KernelConfig): void {
  const { kernelName, backendName } = config;
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(config);
}

/**
 * The gradient of a convolution's filter is itself a convolution: the input, with batch and channel
 * axes swapped, is convolved with the output's gradient as one large filter. The stride becomes the
 * dilation of this filter. XNNPACK runs it about as fast as the forward pass.
 */
function convFilterGradient({
  inputs: { x, dy },
  attrs,
}: KernelCall<'x' | 'dy', ConvAttributes & { filterShape: Shape4D }>): tf.Tensor {
  const info = convolutionInfo(x.shape, attrs.filterShape, attrs);
  if (isPointwise(info)) return pointwiseFilterGradient(x, dy, info);

  const pictures = tf.transpose(x, [3, 1, 2, 0]);
  const filter = tf.transpose(dy, [1, 2, 0, 3]);
  const dilations: [number, number] = [info.strideHeight, info.strideWidth];
  const { top, bottom, left, right } = info.padInfo;
  const products = convolve(pictures, filter, [top, bottom], [left, right], dilations);
  // Rows and columns that the stride skips at the far edges give surplus positions.
  const { inChannels, filterHeight, filterWidth, outChannels } = info;
  const used = tf.slice(
    products,
    [0, 0, 0, 0],
    [inChannels, filterHeight, filterWidth, outChannels],
  );
  return tf.transpose(used, [1, 2, 0, 3]);
}

function isPointwise(info: Conv2DInfo): boolean {
  const extents = [info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth];
  const { top, bottom, left, right } = info.padInfo;
  return extents.every((extent) => extent === 1) && top + bottom + left + right === 0;
}

/**
 * With a single position, most of the output tile of a convolution is idle. A matrix product uses
 * it fully.
 */
function pointwiseFilterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, info: Conv2DInfo): tf.Tensor {
  const { inChannels, outChannels } = info;
  // Transposed first, because matMul's own transposition is slow here.
  const pixels = tf.transpose(tf.reshape(x, [-1, inChannels]));
  const product = tf.matMul(pixels, tf.reshape(dy, [-1, outChannels]));
  return tf.reshape(product, [1, 1, inChannels, outChannels]);
}

/**
 * With stride 1, the gradient of a convolution's input is the convolution of the output's gradient
 * with the filter rotated by 180 degrees.
 * With stride n, the pixels of the input form n x n phases, each with its own part of the filter.
 * One convolution computes the phases as groups of channels and `depthToSpace` interleaves them.
 * Spreading the gradient with zeros would take n x n times the work.
 */
function convInputGradient({
  inputs: { dy, filter },
  attrs,
}: KernelCall<'dy' | 'filter', ConvAttributes & { inputShape: Shape4D }>): tf.Tensor {
  const info = convolutionInfo(attrs.inputShape, filter.shape, attrs);
  if (info.strideHeight !== info.strideWidth) {
    throw new Error('The wasm gradient of conv2d takes the same stride in both directions only.');
  }
  const stride = info.strideHeight;
  const turned = filterByPhase(filter, stride);
  const [rows, columns] = turned.shape;
  const phases = convolve(dy, turned, [rows - 1, rows - 1], [columns - 1, columns - 1]);
  const padded = stride === 1 ? phases : tf.depthToSpace(phases, stride);
  return cutOutInput(padded, info);
}

/**
 * Rotates a filter by 180 degrees and splits it into the phases of a stride.
 * @returns [rows, columns, outChannels, stride * stride * inChannels]; each row and column covers
 * `stride` rows and columns of the filter, which is padded with zeros
 */
function filterByPhase(filter: tf.Tensor4D, stride: number): tf.Tensor4D {
  const [height, width, inChannels, outChannels] = filter.shape;
  const rows = Math.ceil(height / stride);
  const columns = Math.ceil(width / stride);
  const positions = tf.unstack(
    tf.reshape(filter, [height * width, inChannels * outChannels]),
  ) as tf.Tensor1D[];
  const zeros = tf.zeros<tf.Rank.R1>([inChannels * outChannels]);
  const order: tf.Tensor1D[] = [];
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      for (let y = row * stride; y < (row + 1) * stride; y++) {
        for (let x = column * stride; x < (column + 1) * stride; x++) {
          const inside = y < height && x < width;
          order.push((inside && positions[y * width + x]) || zeros);
        }
      }
    }
  }
  // Here, copying whole positions is much faster than gather, reverse or a transposition of rank 6.
  const phaseChannels = stride * stride * inChannels;
  const swapped = tf.transpose(
    tf.reshape(tf.concat(order), [rows * columns, phaseChannels, outChannels]),
    [0, 2, 1],
  );
  return tf.reshape(swapped, [rows, columns, outChannels, phaseChannels]);
}

/** Removes the padding of the forward pass. Pixels after the last stride have no gradient. */
function cutOutInput(padded: tf.Tensor4D, info: Conv2DInfo): tf.Tensor4D {
  const { batchSize, inHeight, inWidth, inChannels, padInfo } = info;
  const missingRows = Math.max(0, padInfo.top + inHeight - padded.shape[1]);
  const missingColumns = Math.max(0, padInfo.left + inWidth - padded.shape[2]);
  const complete = padRowsAndColumns(padded, [0, missingRows], [0, missingColumns]);
  return tf.slice(
    complete,
    [0, padInfo.top, padInfo.left, 0],
    [batchSize, inHeight, inWidth, inChannels],
  );
}

/**
 * For each weight, sums the products of its input pixels and `dy`. It is a plain loop: a
 * composition of kernels takes longer, because every kernel that sums copies its input.
 */
function depthwiseFilterGradient({
  inputs: { x, dy },
  attrs,
}: KernelCall<'x' | 'dy', ConvAttributes & { filterShape: Shape4D }>): tf.Tensor {
  const [height, width, inChannels, multiplier] = attrs.filterShape;
  const info = convolutionInfo(x.shape, attrs.filterShape, attrs, 'depthwise');
  const { top, bottom, left, right } = info.padInfo;
  const channels = inChannels * multiplier;
  const padded = padRowsAndColumns(repeatChannels(x, multiplier), [top, bottom], [left, right]);
  const rowSize = padded.shape[2] * channels;
  const pictureSize = padded.shape[1] * rowSize;
  const pixels = padded.dataSync<'float32'>();
  const gradients = dy.dataSync<'float32'>();
  const sums = new Float64Array(height * width * channels);

  const addWindow = (corner: number, gradient: number) => {
    let weight = 0;
    for (let y = 0; y < height; y++) {
      // A row of the window is a contiguous run of values.
      let pixel = corner + y * rowSize;
      for (let x = 0; x < width; x++) {
        for (let channel = 0; channel < channels; channel++) {
          const product = (pixels[pixel++] as number) * (gradients[gradient + channel] as number);
          sums[weight] = (sums[weight] as number) + product;
          weight++;
        }
      }
    }
  };
  let gradient = 0;
  for (let picture = 0; picture < info.batchSize; picture++) {
    for (let row = 0; row < info.outHeight; row++) {
      const rowStart = picture * pictureSize + row * info.strideHeight * rowSize;
      for (let column = 0; column < info.outWidth; column++) {
        addWindow(rowStart + column * info.strideWidth * channels, gradient);
        gradient += channels;
      }
    }
  }
  return tf.tensor4d(Float32Array.from(sums), attrs.filterShape);
}

/** Gives each output channel its own copy of an input channel. */
function repeatChannels(x: tf.Tensor4D, times: number): tf.Tensor4D {
  if (times === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const repeated = tf.tile(tf.reshape(x, [-1, 1]), [1, times]);
  return tf.reshape(repeated, [batch, height, width, channels * times]);
}

/** Spreads `dy` by the stride and convolves each channel with the rotated filter. */
function depthwiseInputGradient({
  inputs: { dy, filter },
  attrs,
}: KernelCall<'dy' | 'filter', ConvAttributes & { inputShape: Shape4D }>): tf.Tensor {
  const info = convolutionInfo(attrs.inputShape, filter.shape, attrs, 'depthwise');
  const [height, width, inChannels, multiplier] = filter.shape;
  const channels = inChannels * multiplier;
  const spread = spreadPixels(dy, info.strideHeight, info.strideWidth);
  const [marginY, marginX] = [height - 1, width - 1];
  const turned = tf.reverse(tf.reshape(filter, [height * width, channels]), 0);
  const gradients = tf.depthwiseConv2d(
    padRowsAndColumns(spread, [marginY, marginY], [marginX, marginX]),
    tf.reshape<tf.Rank.R4>(turned, [height, width, channels, 1]),
    1,
    'valid',
  );
  return cutOutInput(sumOfMultiplier(gradients, multiplier), info);
}

/** Sums the output channels of each input channel. They are adjacent. */
function sumOfMultiplier(gradients: tf.Tensor4D, multiplier: number): tf.Tensor4D {
  if (multiplier === 1) return gradients;
  const [batch, height, width, channels] = gradients.shape;
  const groups = tf.reshape(gradients, [-1, multiplier]);
  return tf.reshape(tf.sum(groups, 1), [batch, height, width, channels / multiplier]);
}

/** Inserts `stride - 1` zeros between pixels. */
function spreadPixels(pixels: tf.Tensor4D, strideY: number, strideX: number): tf.Tensor4D {
  if (strideY === 1 && strideX === 1) return pixels;
  const [batch, height, width, channels] = pixels.shape;
  const columns = tf.reshape(pixels, [batch * height * width, channels]) as tf.Tensor2D;
  const spreadColumns = tf.pad2d(columns, [
    [0, 0],
    [0, (strideX - 1) * channels],
  ]);
  const rowLength = width * strideX * channels;
  const rows = tf.reshape(spreadColumns, [batch * height, rowLength]) as tf.Tensor2D;
  const spreadRows = tf.pad2d(rows, [
    [0, 0],
    [0, (strideY - 1) * rowLength],
  ]);
  const spread = tf.reshape(spreadRows, [batch, height * strideY, width * strideX, channels]);
  // No zeros after the last pixel: the convolution pads there.
  const size: Shape4D = [batch, (height - 1) * strideY + 1, (width - 1) * strideX + 1, channels];
  return tf.slice(spread as tf.Tensor4D, [0, 0, 0, 0], size);
}

/**
 * The backend's kernel starts its search for the maximum of a window at the smallest positive
 * number, so a window without positive values gets no gradient. Adding the same amount to all
 * values keeps the positions of the maxima.
 */
function correctMaxPoolGradient(): void {
  const own = tf.getKernel('MaxPoolGrad', 'wasm');
  if (!own) throw new Error('Import @tensorflow/tfjs-backend-wasm before its gradients.');
  const kernelFunc: tf.KernelFunc = (call) => {
    const input = call.inputs.input as tf.Tensor;
    const positive = tf.tidy(() => tf.add(tf.sub(input, tf.min(input)), 1));
    const gradient = own.kernelFunc({ ...call, inputs: { ...call.inputs, input: positive } });
    positive.dispose();
    return gradient;
  };
  replaceKernel({ ...own, kernelFunc });
}

/** The gradient of `gather`: adds each row of `x` to the output row with its id. */
function unsortedSegmentSum({
  inputs: { x, segmentIds },
  attrs: { numSegments },
}: KernelCall<'x' | 'segmentIds', { numSegments: number }>): tf.Tensor {
  const ids = segmentIds as tf.Tensor;
  const values = x as tf.Tensor;
  // The kernel also writes to positions outside the output.
  if (ids.dataSync().some((id) => id < 0 || id >= numSegments)) {
    throw new RangeError(`Segment ids must lie in 0..${numSegments - 1}.`);
  }
  const rows = tf.reshape(values, [ids.size, -1]);
  const sums = tf.scatterND(tf.reshape(ids, [-1, 1]), rows, [numSegments, rows.shape[1] as number]);
  return tf.reshape(sums, [numSegments, ...values.shape.slice(ids.rank)]);
}

function convolutionInfo(
  inputShape: Shape4D,
  filterShape: Shape4D,
  attributes: ConvAttributes,
  kind: 'full' | 'depthwise' = 'full',
): Conv2DInfo {
  if (attributes.dataFormat === 'NCHW') {
    throw new Error('The wasm gradients of convolutions take NHWC only.');
  }
  const { strides, pad, dimRoundingMode } = attributes;
  return tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
    kind === 'depthwise',
  );
}

/** A convolution with stride 1 and its own zero padding on each side. */
function convolve(
  pictures: tf.Tensor4D,
  filter: tf.Tensor4D,
  rows: [number, number],
  columns: [number, number],
  dilations: [number, number] = [1, 1],
): tf.Tensor4D {
  return tf.conv2d(pictures, filter, 1, [[0, 0], rows, columns, [0, 0]], 'NHWC', dilations);
}

function padRowsAndColumns(
  pictures: tf.Tensor4D,
  rows: [number, number],
  columns: [number, number],
): tf.Tensor4D {
  if ([...rows, ...columns].every((count) => count === 0)) return pictures;
  return tf.pad4d(pictures, [[0, 0], rows, columns, [0, 0]]);
}
