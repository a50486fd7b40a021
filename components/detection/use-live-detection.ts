'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { openFrameSource, type TakenFrame } from '@/lib/camera/frame-source';
import type { Camera } from '@/lib/camera/open-camera';
import { MaskGateError } from '@/lib/errors';
import type { Size } from '@/lib/geometry';
import { NOBODY, type PeopleState, updatePeople } from '@/lib/people/people';
import { planJudging } from '@/lib/people/plan-judging';
import type { Detection, MemoryUse } from '@/lib/vision/detector-types';
import type { LiveDetector } from '@/lib/vision/live/live-detector';
import { pacedClock, videoFrameClock } from './frame-clock';
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
  /** Frames that come sooner after the one before are left out, ms; none where absent. */
  readonly leastIntervalMs?: RefObject<number>;
}

export interface LiveResult {
  readonly state: PeopleState;
  /** What the boxes refer to; null before the first judged frame. */
  readonly frame: Size | null;
  readonly framesJudged: number;
  /** What TensorFlow.js holds; null before the first judged frame. */
  readonly memory: MemoryUse | null;
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

const NOTHING: LiveResult = { state: NOBODY, frame: null, framesJudged: 0, memory: null };
const FIGURES_EVERY_MS = 1000;

/** Runs the loop while there is a camera and a detector. People are counted across pauses. */
export function useLiveDetection(parts: LiveDetectionParts): LiveDetection {
  const { video, camera, detector, faceThreshold, leastIntervalMs } = parts;
  const [result, setResult] = useState(NOTHING);
  const [figures, setFigures] = useState<Figures | null>(null);
  const [failure, setFailure] = useState<MaskGateError | null>(null);
  /** What the loop goes on from; React may show it later. */
  const latest = useRef(NOTHING);
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

    const show = (next: LiveResult) => {
      latest.current = next;
      setResult(next);
    };
    const frames = openFrameSource(source, camera.stream, detector.engine.backend === 'wasm');
    const stop = startFrameLoop<TakenFrame, JudgedFrame>({
      clock: pacedClock(videoFrameClock(source), () => leastIntervalMs?.current ?? 0),
      grab: frames.grab,
      judge,
      release: ({ frame }) => frame.close(),
      deliver({ detection, takenAtMs, grabMs }) {
        show({
          state: updatePeople(latest.current.state, detection, takenAtMs),
          frame: detection.frame,
          framesJudged: latest.current.framesJudged + 1,
          memory: detection.memory ?? null,
        });
        const { times } = detection;
        const timesMs = { ...times, grab: grabMs + times.grab, draw: drawMs.current };
        const nowMs = performance.now();
        meter.add(nowMs, timesMs);
        if (nowMs - figuresAtMs >= FIGURES_EVERY_MS) {
          figuresAtMs = nowMs;
          setFigures(meter.figures());
        }
      },
      fail: (error) => setFailure(toLoopError(error)),
    });

    async function judge({ frame, takenAtMs, grabMs }: TakenFrame) {
      try {
        const options = {
          ...(threshold.current !== undefined && { faceThreshold: threshold.current }),
          plan: planJudging(latest.current.state, takenAtMs),
        };
        const detection = await (detector as LiveDetector).detect(frame, options);
        return { detection, takenAtMs, grabMs };
      } finally {
        frame.close();
      }
    }

    return () => {
      stop();
      frames.close();
      // Whoever was in the picture is not in the next one of another camera or another hour.
      const { count } = latest.current.state;
      show({ ...latest.current, state: { ...NOBODY, count } });
      setFigures(null);
    };
  }, [video, camera, detector, leastIntervalMs]);

  const reportDrawTime = useCallback((ms: number) => {
    drawMs.current = ms;
  }, []);
  return { result, figures, failure, reportDrawTime };
}

function toLoopError(error: unknown): MaskGateError {
  if (error instanceof MaskGateError) return error;
  return new MaskGateError('engine-lost', `The loop ended: ${String(error)}`, { cause: error });
}
