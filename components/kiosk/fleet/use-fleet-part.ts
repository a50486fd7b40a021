'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { readKeptSettings } from '@/lib/kiosk/fleet/kept-settings';
import type { FleetPartProps } from './fleet-part-props';

const RETRY_MS = 60_000;

/** The fleet's part of a kiosk that is enrolled or shall be; null for all others, which never fetch it. */
export function useFleetPart(): ComponentType<FleetPartProps> | null {
  const [Part, setPart] = useState<ComponentType<FleetPartProps> | null>(null);
  useEffect(() => {
    if (!readKeptSettings() && !new URLSearchParams(location.search).has('enrol')) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const load = () =>
      import('./fleet-part').then(
        ({ FleetPart }) => !ended && setPart(() => FleetPart),
        // Without a network the kiosk goes on alone. Its records are handed in later.
        () => {
          if (!ended) timer = setTimeout(load, RETRY_MS);
        },
      );
    void load();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, []);
  return Part;
}
