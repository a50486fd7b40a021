import { isLocale, type Locale } from '@/lib/i18n/locale';

export const SENSITIVITIES = ['low', 'standard', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** What the site remembers of its user, on their device only. */
export interface Settings {
  /** Null takes any camera. */
  readonly cameraId: string | null;
  /** Null mirrors every camera but a phone's rear one. */
  readonly mirror: boolean | null;
  readonly sensitivity: Sensitivity;
  /** Null takes the browser's language. */
  readonly locale: Locale | null;
  /** Whether the camera was ever started here. */
  readonly startedBefore: boolean;
  /** Whether the live page shows how long each stage of a frame takes. */
  readonly showTimes: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  cameraId: null,
  mirror: null,
  sensitivity: 'standard',
  locale: null,
  startedBefore: false,
  showTimes: false,
};

/** Lowest finder score taken for a face, 0 to 1; the model's own where undefined. */
export const FACE_THRESHOLDS: Readonly<Record<Sensitivity, number | undefined>> = {
  low: 0.5,
  standard: undefined,
  high: 0.2,
};

/** Settings as they were stored; whatever does not fit takes its default. */
export function parseSettings(stored: string | null): Settings {
  const values = parseObject(stored);
  const { cameraId, mirror, sensitivity, locale, startedBefore, showTimes } = values;
  return {
    cameraId: typeof cameraId === 'string' ? cameraId : DEFAULT_SETTINGS.cameraId,
    mirror: typeof mirror === 'boolean' ? mirror : DEFAULT_SETTINGS.mirror,
    sensitivity: SENSITIVITIES.find((s) => s === sensitivity) ?? DEFAULT_SETTINGS.sensitivity,
    locale: isLocale(locale) ? locale : DEFAULT_SETTINGS.locale,
    startedBefore: startedBefore === true,
    showTimes: showTimes === true,
  };
}

function parseObject(json: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
