'use client';

import { useMemo } from 'react';
import { type MergedConfig, mergeConfig, valuesFromAddress } from '@/lib/kiosk/config-sources';
import { useFleetValues } from './settings/use-fleet-values';
import { type SavedSettings, useSavedSettings } from './settings/use-saved-settings';
import { useSettingsFile } from './settings/use-settings-file';

export interface KioskSettings extends MergedConfig, Pick<SavedSettings, 'change' | 'reset'> {}

/** The kiosk's configuration; null until the first request for the installer's file ends. */
export function useKioskConfig(): KioskSettings | null {
  const file = useSettingsFile();
  const { values, problem, change, reset } = useSavedSettings();
  const fleet = useFleetValues();
  return useMemo(() => {
    if (!file) return null;
    const address = valuesFromAddress(location.search);
    const merged = mergeConfig({ file: file.values, saved: values, fleet, address });
    const sources = [file.problem, problem].filter((one) => one !== null);
    return { ...merged, problems: [...sources, ...merged.problems], change, reset };
  }, [file, values, fleet, problem, change, reset]);
}
