'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  type MergedConfig,
  mergeConfig,
  type RawValues,
  valuesFromAddress,
  valuesFromJson,
} from '@/lib/kiosk/config-sources';
import { KIOSK_FILE_PATH } from '@/lib/site-paths';

export interface KioskSettings extends MergedConfig {
  /** Keeps values on this device; undefined goes back to the file's or the default. */
  readonly change: (values: RawValues) => void;
  readonly reset: () => void;
}

const STORAGE_KEY = 'maskgate.kiosk';
const FILE_TIMEOUT_MS = 5000;

/** The kiosk's configuration; null until the installer's file was looked for. */
export function useKioskConfig(): KioskSettings | null {
  const [file, setFile] = useState<RawValues | null>(null);
  const [saved, setSaved] = useState<RawValues>({});

  useEffect(() => {
    let ended = false;
    const readSaved = () => setSaved(valuesFromJson(readStorage()));
    readSaved();
    // The report in another window changes a setting, too.
    addEventListener('storage', readSaved);
    readFile().then((values) => {
      if (!ended) setFile(values);
    });
    return () => {
      ended = true;
      removeEventListener('storage', readSaved);
    };
  }, []);

  const keep = useCallback((values: RawValues) => {
    setSaved(values);
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(values));
    } catch {
      // They hold until the page is closed.
    }
  }, []);
  const change = useCallback((values: RawValues) => keep({ ...saved, ...values }), [keep, saved]);
  const reset = useCallback(() => keep({}), [keep]);

  return useMemo(() => {
    if (!file) return null;
    const address = valuesFromAddress(location.search);
    return { ...mergeConfig({ file, saved: defined(saved), address }), change, reset };
  }, [file, saved, change, reset]);
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

/** Nothing where there is no such file. */
async function readFile(): Promise<RawValues> {
  try {
    const signal = AbortSignal.timeout(FILE_TIMEOUT_MS);
    const response = await fetch(KIOSK_FILE_PATH, { cache: 'no-store', signal });
    return response.ok ? valuesFromJson(await response.text()) : {};
  } catch {
    return {};
  }
}

function defined(values: RawValues): RawValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
