'use client';

import { useEffect, useState } from 'react';
import { cameraPermissionState, watchPermission } from '@/lib/camera/permission';

/** `untold`: this browser does not tell the permission of its cameras. */
type CameraPermission = PermissionState | 'untold';

/** The permission of this site's camera; null until it is known. */
export function useCameraPermission(): CameraPermission | null {
  const [permission, setPermission] = useState<CameraPermission | null>(null);
  useEffect(() => {
    let ended = false;
    cameraPermissionState().then((state) => {
      if (!ended) setPermission(state ?? 'untold');
    });
    const stop = watchPermission(setPermission);
    return () => {
      ended = true;
      stop();
    };
  }, []);
  return permission;
}
