'use client';

import { useId } from 'react';
import type { CameraChoice } from '@/lib/camera/list-cameras';
import { SENSITIVITIES } from '../shell/settings';
import { useMessages } from '../shell/use-messages';
import { changeSettings, useSettings } from '../shell/use-settings';

interface SettingsPanelProps {
  /** Id for the button that opens it. */
  readonly id: string;
  readonly cameras: readonly CameraChoice[];
}

/** A popover: Escape or a press outside closes it. */
export function SettingsPanel({ id, cameras }: SettingsPanelProps) {
  const { controls } = useMessages();
  const { sensitivity, showTimes } = useSettings();
  const hintId = useId();
  return (
    <section
      id={id}
      popover="auto"
      aria-label={controls.settings}
      className="inset-auto right-3 bottom-52 m-0 w-[min(22rem,calc(100vw-1.5rem))] rounded-2xl border border-line bg-surface p-5 text-ink shadow-2xl sm:right-6 sm:bottom-28"
    >
      <CameraSelect cameras={cameras} />
      <fieldset className="mt-5" aria-describedby={hintId}>
        <legend className="text-sm font-medium">{controls.sensitivity}</legend>
        <div className="mt-1.5 grid grid-cols-3 gap-1 rounded-xl bg-paper p-1">
          {SENSITIVITIES.map((choice) => (
            <label
              key={choice}
              className="rounded-lg py-2 text-center text-sm has-checked:bg-accent has-checked:font-semibold has-checked:text-accent-ink has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="sensitivity"
                className="sr-only"
                checked={choice === sensitivity}
                onChange={() => changeSettings({ sensitivity: choice })}
              />
              {controls.sensitivities[choice]}
            </label>
          ))}
        </div>
        <p id={hintId} className="mt-2 text-xs text-muted">
          {controls.sensitivityHint}
        </p>
      </fieldset>
      <label className="mt-4 flex min-h-11 items-center gap-3 text-sm">
        <input
          type="checkbox"
          className="size-5 accent-accent"
          checked={showTimes}
          onChange={({ target }) => changeSettings({ showTimes: target.checked })}
        />
        {controls.showTimes}
      </label>
    </section>
  );
}

function CameraSelect({ cameras }: { readonly cameras: readonly CameraChoice[] }) {
  const { controls } = useMessages();
  const { cameraId } = useSettings();
  const chosen = cameras.some(({ deviceId }) => deviceId === cameraId) ? cameraId : null;
  return (
    <label className="block text-sm font-medium">
      {controls.camera}
      <select
        value={chosen ?? ''}
        onChange={({ target }) => changeSettings({ cameraId: target.value || null })}
        className="mt-1.5 min-h-11 w-full rounded-xl border border-line bg-paper px-3 text-base font-normal text-ink"
      >
        <option value="">{controls.anyCamera}</option>
        {cameras.map(({ deviceId, name }, i) => (
          <option key={deviceId} value={deviceId}>
            {name || controls.unnamedCamera(i + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}
