'use client';

import { type RefObject, useEffect, useState } from 'react';
import { isBlack } from '@/lib/camera/darkness';

const CHECK_EVERY_MS = 1000;
/** A camera that is adjusting itself may be black for a moment. */
const CHECKS_TO_TELL = 3;
const SAMPLE = { width: 32, height: 18 };

/** Whether a playing video has shown nothing but black for some seconds. */
export function useBlackPicture(
  video: RefObject<HTMLVideoElement | null>,
  playing: boolean,
): boolean {
  const [black, setBlack] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const canvas = document.createElement('canvas');
    Object.assign(canvas, SAMPLE);
    const painter = canvas.getContext('2d', { willReadFrequently: true });
    let blackChecks = 0;
    const timer = setInterval(() => {
      const source = video.current;
      if (!painter || !source?.videoWidth) return;
      painter.drawImage(source, 0, 0, SAMPLE.width, SAMPLE.height);
      const { data } = painter.getImageData(0, 0, SAMPLE.width, SAMPLE.height);
      blackChecks = isBlack(data) ? blackChecks + 1 : 0;
      setBlack(blackChecks >= CHECKS_TO_TELL);
    }, CHECK_EVERY_MS);
    return () => {
      clearInterval(timer);
      setBlack(false);
    };
  }, [video, playing]);
  return black;
}
