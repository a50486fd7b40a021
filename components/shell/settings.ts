import { isLocale, type Locale } from '@/lib/i18n/locale';

export const SENSITIVITIES = ['low', 'standard', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** Settings of the site. They are stored on the user's device only. */
export interface Settings {
  /** Null: any camera. */
  readonly cameraId: string | null;
  /** Null: every camera is mirrored except the rear camera of a phone. */
  readonly mirror: boolean | null;
  readonly sensitivity: Sensitivity;
  /** Null: the browser's language. */
  readonly locale: Locale | null;
  /** Whether the camera has been started here before. */
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

/** Lowest finder score of a face, 0 to 1. Undefined takes the model's own. */
export const FACE_THRESHOLDS: Readonly<Record<Sensitivity, number | undefined>> = {
  low: 0.5,
  standard: undefined,
  high: 0.2,
};

/** Reads stored settings. An invalid value becomes its default. */
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
