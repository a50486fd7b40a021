import type { Heartbeat } from '@/lib/fleet/protocol/kiosk-requests';
import { COPY_NAME } from '@/lib/site-paths';
import { doorWays } from '../running/use-door';
import type { KioskModel } from '../use-kiosk';

/** Says how the kiosk is. The frame rate is the mean since the call before. */
export function heartbeatOf(model: () => KioskModel): () => Heartbeat {
  let [framesBefore, beforeMs] = [model().sight.result.framesJudged, performance.now()];
  return () => {
    const now = model();
    const nowMs = performance.now();
    const frames = now.sight.result.framesJudged - framesBefore;
    const seconds = (nowMs - beforeMs) / 1000;
    framesBefore += frames;
    beforeMs = nowMs;
    const hasDoor = doorWays(now.settings.config).length > 0;
    return {
      // The name of the copy ends with the version.
      version: COPY_NAME.split(':').at(-1) ?? '',
      engine: now.sight.engine,
      framesPerSecond: seconds > 0 ? Math.round((frames / seconds) * 10) / 10 : 0,
      camera: cameraState(now),
      door: !hasDoor ? 'none' : now.door.isFailing ? 'failing' : 'works',
      state: now.state,
    };
  };
}

function cameraState({ sight, works }: KioskModel): string {
  const { camera, black, blind, starting } = sight;
  if (camera.trouble) return camera.trouble;
  if (camera.mustAllow) return 'must-be-allowed';
  if (camera.error) return camera.error.code;
  if (starting) return 'starting';
  if (blind) return black ? 'black' : 'no-picture';
  return works ? 'works' : 'not-checking';
}
