'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { openFrameSource } from '@/lib/camera/frame-source';
import type { Camera } from '@/lib/camera/open-camera';
import type { MaskGateError } from '@/lib/errors';
import type { Size } from '@/lib/geometry';
import type { Person } from '@/lib/people/people';
import type { LiveDetector, MemoryUse } from '@/lib/vision/live/live-detector';
import { pacedClock, videoFrameClock } from './frame-clock';
import { startLiveLoop } from './live-loop';
import { type Figures, PerformanceMeter } from './performance-meter';

interface LiveDetectionParts {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Null without an open camera: no frame is judged. */
  readonly camera: Camera | null;
  /** Null without a ready detector. */
  readonly detector: LiveDetector | null;
  /** Lowest finder score of a face, 0 to 1. Undefined takes the model's own. */
  readonly faceThreshold: number | undefined;
  /** Least time between two frames, ms. Where absent, every frame counts. */
  readonly leastIntervalMs?: RefObject<number>;
}

export interface LiveResult {
  /** In the picture now. */
  readonly people: readonly Person[];
  /** Number of people seen so far. */
  readonly count: number;
  /** Number of tracked faces, including faces that are not yet a person. */
  readonly facesFollowed: number;
  /** Number of gaps so far, as in a sighting. */
  readonly gaps: number;
  /** The size that the boxes refer to; null before the first judged frame. */
  readonly frame: Size | null;
  readonly framesJudged: number;
  /** Memory of TensorFlow.js; null before the first judged frame. */
  readonly memory: MemoryUse | null;
}

interface LiveDetection {
  readonly result: LiveResult;
  /** Renewed once a second; null before the first figures. */
  readonly figures: Figures | null;
  /** Why camera and detector do not work together; null while they do. */
  readonly failure: MaskGateError | null;
  /** Receives the time for painting the result, ms. */
  readonly reportDrawTime: (ms: number) => void;
}

const NOTHING: LiveResult = {
  people: [],
  count: 0,
  facesFollowed: 0,
  gaps: 0,
  frame: null,
  framesJudged: 0,
  memory: null,
};
const FIGURES_EVERY_MS = 1000;

/**
 * Judges frames while there are a camera and a detector. The count of people continues after a
 * pause.
 */
export function useLiveDetection(parts: LiveDetectionParts): LiveDetection {
  const { video, camera, detector, faceThreshold, leastIntervalMs } = parts;
  const [result, setResult] = useState(NOTHING);
  const [figures, setFigures] = useState<Figures | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  /** The next frame adds to this value. React may render it later. */
  const latest = useRef(NOTHING);
  const drawMs = useRef(0);
  const threshold = useRef(faceThreshold);
  useEffect(() => {
    threshold.current = faceThreshold;
  }, [faceThreshold]);

  useEffect(() => {
    const source = video.current;
    if (!source || !camera || !detector) return;
    const meter = new PerformanceMeter();
    let figuresAtMs = performance.now();

    const show = (next: LiveResult) => {
      latest.current = next;
      setResult(next);
    };
    const frames = openFrameSource(source, camera.stream, detector.engine.backend === 'wasm');
    const stop = startLiveLoop({
      clock: pacedClock(videoFrameClock(source), () => leastIntervalMs?.current ?? 0),
      frames,
      detector,
      count: latest.current.count,
      lookOptions: () =>
        threshold.current === undefined ? {} : { faceThreshold: threshold.current },
      onSighting({ times, ...sighting }, grabMs) {
        show({ ...sighting, framesJudged: latest.current.framesJudged + 1 });
        const nowMs = performance.now();
        meter.add(nowMs, { ...times, grab: grabMs + times.grab, draw: drawMs.current });
        if (nowMs - figuresAtMs >= FIGURES_EVERY_MS) {
          figuresAtMs = nowMs;
          setFigures(meter.figures());
        }
      },
      onFailure: (error) => setFailed({ error, camera, detector }),
    });

    return () => {
      stop();
      frames.close();
      show({ ...latest.current, people: [], facesFollowed: 0 });
      setFigures(null);
    };
  }, [video, camera, detector, leastIntervalMs]);

  const reportDrawTime = useCallback((ms: number) => {
    drawMs.current = ms;
  }, []);
  return { result, figures, failure: failureOf(failed, camera, detector), reportDrawTime };
}

/** A failure belongs to the parts that failed, not to their replacements. */
interface Failed {
  readonly error: MaskGateError;
  readonly camera: Camera;
  readonly detector: LiveDetector;
}

function failureOf(
  failed: Failed | null,
  camera: Camera | null,
  detector: LiveDetector | null,
): MaskGateError | null {
  return failed?.camera === camera && failed?.detector === detector
    ? (failed?.error ?? null)
    : null;
}
