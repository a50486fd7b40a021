'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { Camera } from '@/lib/camera/open-camera';
import { type PictureTrouble, PictureWatch } from '@/lib/camera/picture-watch';
import { videoFrameClock } from '../detection/frame-clock';

const LOOK_EVERY_MS = 500;
/** Samples of the picture, one pixel each. */
const SAMPLES = { width: 64, height: 36 };

/** The problem with the picture of an open camera; null without one, and without a camera. */
export function usePictureTrouble(
  video: RefObject<HTMLVideoElement | null>,
  camera: Camera | null,
): PictureTrouble | null {
  const [trouble, setTrouble] = useState<PictureTrouble | null>(null);
  useEffect(() => {
    const source = video.current;
    if (!source || !camera) return;
    const watch = new PictureWatch();
    const sample = createSampler(source);
    const [track] = camera.stream.getVideoTracks();
    let lastFrameMs: number | null = null;
    const stopClock = videoFrameClock(source).onFrame(() => {
      lastFrameMs = performance.now();
    });
    const timer = setInterval(() => {
      const nowMs = performance.now();
      const muted = track?.muted ?? false;
      setTrouble(watch.look({ nowMs, lastFrameMs, muted, samples: sample() }));
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      stopClock();
      setTrouble(null);
    };
  }, [video, camera]);
  return trouble;
}

function createSampler(video: HTMLVideoElement) {
  const canvas = Object.assign(document.createElement('canvas'), SAMPLES);
  const painter = canvas.getContext('2d', { willReadFrequently: true });
  // One pixel each: averaging would hide noise.
  if (painter) painter.imageSmoothingEnabled = false;
  return () => {
    if (!painter || video.videoWidth === 0) return null;
    painter.drawImage(video, 0, 0, SAMPLES.width, SAMPLES.height);
    return painter.getImageData(0, 0, SAMPLES.width, SAMPLES.height);
  };
}
