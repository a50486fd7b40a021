/** Signals each new frame of a video. */
export interface FrameClock {
  /** @returns ends the signals */
  onFrame(callback: () => void): () => void;
}

/** Signals the frames of the video, or those of the screen in browsers without such an event. */
export function videoFrameClock(video: HTMLVideoElement): FrameClock {
  return 'requestVideoFrameCallback' in video ? presentedFrames(video) : animationFrames(video);
}

function presentedFrames(video: HTMLVideoElement): FrameClock {
  return {
    onFrame(callback) {
      let handle = video.requestVideoFrameCallback(tick);
      function tick() {
        handle = video.requestVideoFrameCallback(tick);
        callback();
      }
      return () => video.cancelVideoFrameCallback(handle);
    },
  };
}

/** A screen may refresh more often than the video: only a changed time means a new frame. */
function animationFrames(video: HTMLVideoElement): FrameClock {
  return {
    onFrame(callback) {
      let shownAt = -1;
      let handle = requestAnimationFrame(tick);
      function tick() {
        handle = requestAnimationFrame(tick);
        if (video.currentTime === shownAt) return;
        shownAt = video.currentTime;
        callback();
      }
      return () => cancelAnimationFrame(handle);
    },
  };
}

/** Leaves out frames that come too early. @param intervalMs least time between two; 0 takes all */
export function pacedClock(clock: FrameClock, intervalMs: () => number): FrameClock {
  return {
    onFrame(callback) {
      let lastMs = Number.NEGATIVE_INFINITY;
      return clock.onFrame(() => {
        const nowMs = performance.now();
        if (nowMs - lastMs < intervalMs()) return;
        lastMs = nowMs;
        callback();
      });
    },
  };
}
