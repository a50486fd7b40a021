'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Camera } from '@/lib/camera/open-camera';
import { MaskGateError } from '@/lib/errors';
import type { Size } from '@/lib/geometry';
import { NOBODY, type PeopleState, updatePeople } from '@/lib/people/people';
import type { Detection } from '@/lib/vision/detector-types';
import type { LiveDetector } from '@/lib/vision/live-detector';
import { videoFrameClock } from './frame-clock';
import { startFrameLoop } from './frame-loop';
import { type Figures, PerformanceMeter } from './performance-meter';

export interface LiveDetectionParts {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Null where there is none open; nothing is judged then. */
  readonly camera: Camera | null;
  /** Null where there is none ready. */
  readonly detector: LiveDetector | null;
  /** Lowest finder score taken for a face, 0 to 1; the model's own where undefined. */
  readonly faceThreshold: number | undefined;
}

export interface LiveResult {
  readonly state: PeopleState;
  /** What the boxes refer to; null before the first judged frame. */
  readonly frame: Size | null;
  readonly framesJudged: number;
}

export interface LiveDetection {
  readonly result: LiveResult;
  /** Renewed once a second; null before there are any. */
  readonly figures: Figures | null;
  readonly failure: MaskGateError | null;
  /** For whoever paints the result: how long it took, ms. */
  readonly reportDrawTime: (ms: number) => void;
}

interface JudgedFrame {
  readonly detection: Detection;
  readonly takenAtMs: number;
  readonly grabMs: number;
}

const NOTHING: LiveResult = { state: NOBODY, frame: null, framesJudged: 0 };
const FIGURES_EVERY_MS = 1000;

/** Runs the loop while there is a camera and a detector. People are counted across pauses. */
export function useLiveDetection(parts: LiveDetectionParts): LiveDetection {
  const { video, camera, detector, faceThreshold } = parts;
  const [result, setResult] = useState(NOTHING);
  const [figures, setFigures] = useState<Figures | null>(null);
  const [failure, setFailure] = useState<MaskGateError | null>(null);
  const drawMs = useRef(0);
  const threshold = useRef(faceThreshold);
  useEffect(() => {
    threshold.current = faceThreshold;
  }, [faceThreshold]);

  useEffect(() => {
    const source = video.current;
    if (!source || !camera || !detector) return;
    setFailure(null);
    const meter = new PerformanceMeter();
    let figuresAtMs = performance.now();

    const stop = startFrameLoop<Grabbed, JudgedFrame>({
      clock: videoFrameClock(source),
      grab: () => grab(source),
      judge: ({ bitmap, takenAtMs, grabMs }) => judge(bitmap, takenAtMs, grabMs),
      release: ({ bitmap }) => bitmap.close(),
      deliver({ detection, takenAtMs, grabMs }) {
        setResult((before) => ({
          state: updatePeople(before.state, detection, takenAtMs),
          frame: detection.frame,
          framesJudged: before.framesJudged + 1,
        }));
        const { grab: readMs, find, judge: judgeMs } = detection.times;
        const timesMs = { grab: grabMs + readMs, find, judge: judgeMs, draw: drawMs.current };
        const nowMs = performance.now();
        meter.add(nowMs, timesMs);
        if (nowMs - figuresAtMs >= FIGURES_EVERY_MS) {
          figuresAtMs = nowMs;
          setFigures(meter.figures());
        }
      },
      fail: (error) => setFailure(toLoopError(error)),
    });

    async function judge(bitmap: ImageBitmap, takenAtMs: number, grabMs: number) {
      try {
        const options = threshold.current === undefined ? {} : { faceThreshold: threshold.current };
        const detection = await (detector as LiveDetector).detect(bitmap, options);
        return { detection, takenAtMs, grabMs };
      } finally {
        bitmap.close();
      }
    }

    return () => {
      stop();
      // Whoever was in the picture is not in the next one of another camera or another hour.
      setResult((before) => ({ ...before, state: { ...NOBODY, count: before.state.count } }));
      setFigures(null);
    };
  }, [video, camera, detector]);

  const reportDrawTime = useCallback((ms: number) => {
    drawMs.current = ms;
  }, []);
  return { result, figures, failure, reportDrawTime };
}

interface Grabbed {
  readonly bitmap: ImageBitmap;
  readonly takenAtMs: number;
  readonly grabMs: number;
}

/** The frame that the video shows; null before it shows any. */
async function grab(video: HTMLVideoElement): Promise<Grabbed | null> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  const takenAtMs = performance.now();
  const bitmap = await createImageBitmap(video);
  return { bitmap, takenAtMs, grabMs: performance.now() - takenAtMs };
}

function toLoopError(error: unknown): MaskGateError {
  if (error instanceof MaskGateError) return error;
  return new MaskGateError('engine-lost', `The loop ended: ${String(error)}`, { cause: error });
}
