'use client';

import { useEffect, useState } from 'react';
import { cameraAllowedBefore, watchPermission } from '@/lib/camera/permission';

/**
 * Whether this site may use the camera without asking; null until that is known. Where browsers do
 * not tell, somebody has to be asked.
 */
export function useCameraPermission(): 'granted' | 'not-granted' | null {
  const [permission, setPermission] = useState<'granted' | 'not-granted' | null>(null);
  useEffect(() => {
    let ended = false;
    const update = (granted: boolean) => {
      if (!ended) setPermission(granted ? 'granted' : 'not-granted');
    };
    cameraAllowedBefore().then(update);
    const stop = watchPermission((state) => update(state === 'granted'));
    return () => {
      ended = true;
      stop();
    };
  }, []);
  return permission;
}
