'use client';

import { useEffect, useState } from 'react';
import { type ConfigProblem, type RawValues, valuesFromJson } from '@/lib/kiosk/config-sources';
import { hashPin, isPlainPin } from '@/lib/kiosk/pin';
import { fileProblem, readSettingsFile } from '@/lib/kiosk/settings-file';
import { KIOSK_FILE_PATH } from '@/lib/site-paths';
import { readStored, store } from '../storage';

interface SettingsFile {
  readonly values: RawValues;
  /** Why the values may be outdated; null for a file that was read. */
  readonly problem: ConfigProblem | null;
}

const COPY_KEY = 'maskgate.kiosk.file';
const RETRY_MS = 15_000;

/**
 * The installer's settings file; null before the first request ends. If the file does not come or
 * is incomplete, the last good copy is used and the request is repeated.
 */
export function useSettingsFile(): SettingsFile | null {
  const [file, setFile] = useState<SettingsFile | null>(null);
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      const reading = await readSettingsFile(KIOSK_FILE_PATH);
      if (ended) return;
      if (reading.status === 'read') {
        setFile({ values: reading.values, problem: null });
        await keepCopy(reading.values);
        return;
      }
      const copy = readCopy();
      const problem = fileProblem(KIOSK_FILE_PATH, reading, copy !== null);
      setFile({ values: copy ?? {}, problem });
      timer = setTimeout(read, RETRY_MS);
    };
    void read();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, []);
  return file;
}

function readCopy(): RawValues | null {
  const text = readStored(COPY_KEY);
  return text === null ? null : valuesFromJson(text);
}

async function keepCopy(values: RawValues): Promise<void> {
  const { pin } = values;
  const hash = typeof pin === 'string' && isPlainPin(pin) ? await hashIfPossible(pin) : pin;
  store(COPY_KEY, JSON.stringify(pin === undefined ? values : { ...values, pin: hash }));
}

/** An insecure page keeps the PIN as it is in the file. */
function hashIfPossible(pin: string): Promise<string> {
  return hashPin(pin).catch(() => pin);
}
