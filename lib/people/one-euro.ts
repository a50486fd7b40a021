/**
 * The 1 € filter (Casiez, Roussel and Vogel 2012): a low-pass filter whose cut-off rises with
 * speed. It keeps a value at rest calm and lets a moving value follow without lag.
 */

export interface Smoothed {
  readonly value: number;
  /** The last unfiltered value. */
  readonly raw: number;
  /** Smoothed speed, units of the value per second. */
  readonly speed: number;
}

export interface SmoothingOptions {
  /** Cut-off at rest, Hz, > 0. Lower is calmer. */
  readonly restCutoffHz: number;
  /** Increase of the cut-off, Hz, for each unit of value per second. Higher lags less. */
  readonly speedGain: number;
}

const SPEED_CUTOFF_HZ = 2;

export function startSmoothing(value: number): Smoothed {
  return { value, raw: value, speed: 0 };
}

/** @param elapsedSeconds since the last value, > 0 */
export function smooth(
  previous: Smoothed,
  value: number,
  elapsedSeconds: number,
  { restCutoffHz, speedGain }: SmoothingOptions,
): Smoothed {
  const rawSpeed = (value - previous.raw) / elapsedSeconds;
  const speed = mix(previous.speed, rawSpeed, weightOfNew(SPEED_CUTOFF_HZ, elapsedSeconds));
  const cutoffHz = restCutoffHz + speedGain * Math.abs(speed);
  const smoothed = mix(previous.value, value, weightOfNew(cutoffHz, elapsedSeconds));
  return { value: smoothed, raw: value, speed };
}

/** Weight of a new value in a first-order low-pass filter, 0 to 1. */
function weightOfNew(cutoffHz: number, elapsedSeconds: number): number {
  const timeConstant = 1 / (2 * Math.PI * cutoffHz);
  return elapsedSeconds / (elapsedSeconds + timeConstant);
}

function mix(before: number, after: number, weight: number): number {
  return before + (after - before) * weight;
}
