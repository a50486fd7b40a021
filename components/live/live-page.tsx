'use client';

import { useEffect, useState } from 'react';
import { cameraAllowedBefore } from '@/lib/camera/permission';
import { useDetector } from '../detection/use-detector';
import { useEnginePreference } from '../detection/use-engine-preference';
import { PageFrame } from '../shell/page-frame';
import { useOffline } from '../shell/use-offline';
import { changeSettings, useSettings } from '../shell/use-settings';
import { LiveView } from './live-view';
import { StartScreen } from './start-screen';

/** The start screen, then the camera. The networks load in the meantime. */
export function LivePage() {
  const [started, setStarted] = useState(false);
  const { state: detector, restart } = useDetector(useEnginePreference());
  const { startedBefore } = useSettings();
  useOffline(detector.status === 'ready');

  // A user who started the camera here before, and still allows it, sees it immediately.
  useEffect(() => {
    if (!startedBefore) return;
    let ended = false;
    cameraAllowedBefore().then((allowed) => {
      if (allowed && !ended) setStarted(true);
    });
    return () => {
      ended = true;
    };
  }, [startedBefore]);

  const start = () => {
    setStarted(true);
    changeSettings({ startedBefore: true });
  };
  return (
    <PageFrame>
      {started ? (
        <LiveView detector={detector} onRestartDetector={restart} />
      ) : (
        <StartScreen onStart={start} />
      )}
    </PageFrame>
  );
}
