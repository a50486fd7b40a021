import { type Box, boxCentre, type Size } from '../geometry.ts';
import { type Smoothed, type SmoothingOptions, smooth, startSmoothing } from './one-euro.ts';

/** A box with smoothed middle and size, in frame pixels; speeds in pixels per second. */
export interface SmoothBox {
  readonly x: Smoothed;
  readonly y: Smoothed;
  readonly width: Smoothed;
  readonly height: Smoothed;
}

/**
 * Edge of the face that the speed gains refer to: the larger a face, the more pixels its box
 * trembles.
 */
const REFERENCE_EDGE_PX = 100;
const PLACE: SmoothingOptions = { restCutoffHz: 1.5, speedGain: 0.06 };
/** The size of a face changes less than its place, and a changing size is more disturbing. */
const SIZE: SmoothingOptions = { restCutoffHz: 0.8, speedGain: 0.03 };

export function startSmoothBox(box: Box): SmoothBox {
  const centre = boxCentre(box);
  return {
    x: startSmoothing(centre.x),
    y: startSmoothing(centre.y),
    width: startSmoothing(box.width),
    height: startSmoothing(box.height),
  };
}

/** @param elapsedSeconds since the last box, > 0 */
export function updateSmoothBox(previous: SmoothBox, box: Box, elapsedSeconds: number): SmoothBox {
  const centre = boxCentre(box);
  const scale = REFERENCE_EDGE_PX / Math.max(box.width, box.height);
  const at = (key: keyof SmoothBox, value: number, { restCutoffHz, speedGain }: SmoothingOptions) =>
    smooth(previous[key], value, elapsedSeconds, { restCutoffHz, speedGain: speedGain * scale });
  return {
    x: at('x', centre.x, PLACE),
    y: at('y', centre.y, PLACE),
    width: at('width', box.width, SIZE),
    height: at('height', box.height, SIZE),
  };
}

export function currentBox({ x, y, width, height }: SmoothBox): Box {
  return {
    x: x.value - width.value / 2,
    y: y.value - height.value / 2,
    width: width.value,
    height: height.value,
  };
}

/** The box after some time at constant speed. */
export function predictBox({ x, y, width, height }: SmoothBox, seconds: number): Box {
  return {
    x: x.value + x.speed * seconds - width.value / 2,
    y: y.value + y.speed * seconds - height.value / 2,
    width: width.value,
    height: height.value,
  };
}

/** The box in a frame of another size, at the same distance from the middle, at rest. */
export function moveSmoothBox(
  { x, y, width, height }: SmoothBox,
  from: Size,
  to: Size,
  scale: number,
): SmoothBox {
  return {
    x: startSmoothing(to.width / 2 + (x.value - from.width / 2) * scale),
    y: startSmoothing(to.height / 2 + (y.value - from.height / 2) * scale),
    width: startSmoothing(width.value * scale),
    height: startSmoothing(height.value * scale),
  };
}
