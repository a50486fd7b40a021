'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type ConfigProblem, type RawValues, valuesFromJson } from '@/lib/kiosk/config-sources';
import { hashPin, isPlainPin } from '@/lib/kiosk/pin';
import { readStored, store } from '../storage';

export interface SavedSettings {
  readonly values: RawValues;
  readonly problem: ConfigProblem | null;
  /** Stores values on this device. Undefined returns to the value of the file, or the default. */
  readonly change: (values: RawValues) => void;
  readonly reset: () => void;
}

const STORAGE_KEY = 'maskgate.kiosk';
const DAMAGED: ConfigProblem = {
  source: 'saved',
  kind: 'file-damaged',
  name: STORAGE_KEY,
  value: '',
  reason: 'what this browser kept of the settings is damaged',
};

/** The settings of the panel, stored on this device. */
export function useSavedSettings(): SavedSettings {
  const [saved, setSaved] = useState<RawValues | null>({});
  /** Values after the last change. React may render them later. */
  const latest = useRef<RawValues>({});
  const show = useCallback((values: RawValues | null) => {
    latest.current = values ?? {};
    setSaved(values);
  }, []);
  useEffect(() => {
    const read = () => show(valuesFromJson(readStored(STORAGE_KEY)));
    read();
    // The report in another window may change a setting.
    addEventListener('storage', read);
    return () => removeEventListener('storage', read);
  }, [show]);

  const change = useCallback(
    (values: RawValues) => {
      const next = defined({ ...latest.current, ...values });
      store(STORAGE_KEY, JSON.stringify(next));
      show(next);
    },
    [show],
  );
  const reset = useCallback(() => {
    store(STORAGE_KEY, null);
    show({});
  }, [show]);

  // Earlier versions stored the plain PIN.
  const plainPin = plainPinOf(saved);
  useEffect(() => {
    if (plainPin !== null) {
      hashPin(plainPin).then(
        (pin) => change({ pin }),
        () => undefined,
      );
    }
  }, [plainPin, change]);

  return { values: saved ?? {}, problem: saved ? null : DAMAGED, change, reset };
}

function plainPinOf(saved: RawValues | null): string | null {
  const pin = saved?.pin;
  return typeof pin === 'string' && isPlainPin(pin) ? pin : null;
}

function defined(values: RawValues): RawValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
