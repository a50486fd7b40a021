'use client';

import { useMemo, useRef, useState } from 'react';
import type { DetectorState } from '../detection/use-detector';
import { useLiveDetection } from '../detection/use-live-detection';
import { FailureNotice } from '../shell/failure-notice';
import { LoadingNotice } from '../shell/loading-notice';
import { FACE_THRESHOLDS } from '../shell/settings';
import { useFullScreen } from '../shell/use-full-screen';
import { useMessages } from '../shell/use-messages';
import { usePageVisible } from '../shell/use-page-visible';
import { changeSettings, useSettings } from '../shell/use-settings';
import { useSettled } from '../shell/use-settled';
import { Overlay } from '../stage/overlay';
import { paintedFaces } from '../stage/painted-faces';
import { Stage } from '../stage/stage';
import { useCamera } from '../stage/use-camera';
import { useCameras } from '../stage/use-cameras';
import { usePictureTrouble } from '../stage/use-picture-trouble';
import { VerdictSummary } from '../verdict/verdict-summary';
import { announcement } from './announcement';
import { ControlBar } from './control-bar';
import { FiguresLine } from './figures-line';
import { ResultList } from './result-list';
import { saveFile, snapshotName, takeSnapshot } from './snapshot';
import { useRecovery } from './use-recovery';

interface LiveViewProps {
  readonly detector: DetectorState;
  readonly onRestartDetector: () => void;
}

/** A change is announced after it has lasted for this time. */
const ANNOUNCE_AFTER_MS = 1000;

/** The camera's picture with its boxes and controls. */
export function LiveView({ detector, onRestartDetector }: LiveViewProps) {
  const messages = useMessages();
  const settings = useSettings();
  const view = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [paused, setPaused] = useState(false);
  const visible = usePageVisible();

  const { state: cameraState, retry: retryCamera } = useCamera({
    wanted: !paused && visible,
    deviceId: settings.cameraId,
    facing: 'user',
  });
  const camera = cameraState.status === 'open' ? cameraState.camera : null;
  const cameras = useCameras(camera !== null);
  const trouble = usePictureTrouble(video, camera);
  // Without a picture no frame is judged, and labels disappear.
  const seeing = trouble ? null : camera;
  const mirrored = settings.mirror ?? camera?.facing !== 'environment';

  const ready = detector.status === 'ready' ? detector.detector : null;
  const { result, figures, failure, reportDrawTime } = useLiveDetection({
    video,
    camera: seeing,
    detector: ready,
    faceThreshold: FACE_THRESHOLDS[settings.sensitivity],
  });
  useRecovery({
    failure,
    trouble,
    restartEngine: onRestartDetector,
    reopenCamera: retryCamera,
  });

  const { people } = result;
  const faces = useMemo(() => paintedFaces(people, messages), [people, messages]);
  const spoken = useSettled(announcement(people, messages), ANNOUNCE_AFTER_MS);
  const fullScreen = useFullScreen(view);

  const retry = failure?.code === 'camera-frame-failed' ? retryCamera : onRestartDetector;

  const saveSnapshot = async () => {
    if (!video.current || !result.frame) return;
    const picture = await takeSnapshot(video.current, faces, { frame: result.frame, mirrored });
    saveFile(picture, snapshotName(new Date()));
  };

  return (
    <div
      ref={view}
      className="flex min-h-0 flex-1 flex-col gap-2 bg-paper px-2 pb-1 short:flex-row sm:gap-3 sm:px-6 sm:pb-2 [&:fullscreen]:p-4"
    >
      {/* Two lines on an upright phone, so that the picture stays where it is when a third verdict comes. */}
      <div className="min-h-8.5 max-sm:min-h-19 short:w-42">
        {seeing && ready && <VerdictSummary people={people} />}
      </div>
      <Stage
        name={messages.live.regionName}
        video={video}
        stream={camera?.stream ?? null}
        mirrored={mirrored}
        notice={notice()}
      >
        <Overlay
          faces={seeing ? faces : []}
          frame={result.frame}
          mirrored={mirrored}
          onPainted={reportDrawTime}
        />
      </Stage>

      <div className="flex flex-col gap-1 lg:flex-row-reverse lg:items-center lg:justify-between">
        <ControlBar
          paused={paused}
          onPause={setPaused}
          mirrored={mirrored}
          onMirror={(mirror) => changeSettings({ mirror })}
          onSnapshot={result.frame && seeing ? saveSnapshot : null}
          fullScreen={fullScreen}
          cameras={cameras}
        />
        <FiguresLine figures={figures} engine={ready?.engine ?? null} people={result.count} />
      </div>

      <ResultList result={result} engine={ready?.engine ?? null} />
      <p role="status" className="sr-only">
        {seeing && result.framesJudged > 0 ? spoken : ''}
      </p>
    </div>
  );

  function notice() {
    if (cameraState.status === 'failed') {
      return <FailureNotice error={cameraState.error} onRetry={retryCamera} />;
    }
    if (detector.status === 'failed') {
      return <FailureNotice error={detector.error} onRetry={onRestartDetector} />;
    }
    if (failure) return <FailureNotice error={failure} onRetry={retry} />;
    if (paused) {
      return (
        <div className="text-center text-white">
          <p className="text-2xl font-semibold">{messages.live.paused}</p>
          <p className="mt-1 text-white/75">{messages.live.pausedHint}</p>
        </div>
      );
    }
    if (detector.status === 'loading') return <LoadingNotice progress={detector.progress} />;
    if (!camera) return <LoadingNotice progress={null} />;
    if (!trouble) return null;
    return (
      <p
        role="alert"
        data-picture={trouble}
        className="max-w-md rounded-xl bg-surface p-4 text-ink shadow-xl"
      >
        {messages.live.picture[trouble]}
      </p>
    );
  }
}
