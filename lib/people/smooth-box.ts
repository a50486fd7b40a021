import { type Box, boxCentre } from '../geometry.ts';
import { type Smoothed, type SmoothingOptions, smooth, startSmoothing } from './one-euro.ts';

/** A box whose middle and size are smoothed; values in frame pixels, speeds in pixels a second. */
export interface SmoothBox {
  readonly x: Smoothed;
  readonly y: Smoothed;
  readonly width: Smoothed;
  readonly height: Smoothed;
}

/** The speed gain is for a face of this edge; a larger face moves as many pixels by trembling. */
const REFERENCE_EDGE_PX = 100;
const PLACE: SmoothingOptions = { restCutoffHz: 1.5, speedGain: 0.06 };
/** A face's size changes less than its place, and a breathing box disturbs more. */
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

/** @param elapsedSeconds since the box before, > 0 */
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

/** Where the box will be if it goes on as it does. */
export function predictBox({ x, y, width, height }: SmoothBox, seconds: number): Box {
  return {
    x: x.value + x.speed * seconds - width.value / 2,
    y: y.value + y.speed * seconds - height.value / 2,
    width: width.value,
    height: height.value,
  };
}
