'use client';

import { useEffect, useState } from 'react';
import type { RawValues } from '@/lib/kiosk/config-sources';
import { FLEET_CHANGED, readKeptSettings } from '@/lib/kiosk/fleet/kept-settings';

const NONE: RawValues = {};

/** What the operators of a fleet set; nothing for a kiosk that is in none. */
export function useFleetValues(): RawValues {
  const [values, setValues] = useState(NONE);
  useEffect(() => {
    const read = () => setValues(readKeptSettings()?.values ?? NONE);
    read();
    addEventListener(FLEET_CHANGED, read);
    return () => removeEventListener(FLEET_CHANGED, read);
  }, []);
  return values;
}
