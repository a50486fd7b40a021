'use client';

import { useEffect, useState } from 'react';
import { type CameraChoice, listCameras, watchCameras } from '@/lib/camera/list-cameras';

/** The available cameras. @param allowed browsers name them only after one was opened */
export function useCameras(allowed: boolean): readonly CameraChoice[] {
  const [cameras, setCameras] = useState<readonly CameraChoice[]>([]);
  useEffect(() => {
    if (!allowed) return;
    let ended = false;
    const refresh = () =>
      listCameras().then(
        (found) => {
          if (!ended) setCameras(found);
        },
        // Without a list there is no choice. The open camera continues.
        () => undefined,
      );
    refresh();
    const endWatch = watchCameras(refresh);
    return () => {
      ended = true;
      endWatch();
    };
  }, [allowed]);
  return cameras;
}
