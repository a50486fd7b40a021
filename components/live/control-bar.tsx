'use client';

import { useId } from 'react';
import type { CameraChoice } from '@/lib/camera/list-cameras';
import { TOOL_BUTTON } from '../shell/button-styles';
import { Icon, type IconName } from '../shell/icons';
import { useMessages } from '../shell/use-messages';
import { SettingsPanel } from './settings-panel';

interface ControlBarProps {
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly mirrored: boolean;
  readonly onMirror: (mirrored: boolean) => void;
  /** Null without a picture. */
  readonly onSnapshot: (() => void) | null;
  readonly fullScreen: { readonly active: boolean; readonly toggle: (() => void) | null };
  readonly cameras: readonly CameraChoice[];
}

export function ControlBar(props: ControlBarProps) {
  const { controls } = useMessages();
  const settingsId = useId();
  const { paused, mirrored, fullScreen } = props;
  return (
    <div
      role="toolbar"
      aria-label={controls.name}
      className="flex shrink-0 items-stretch justify-between gap-1 rounded-2xl border border-line bg-surface p-1 short:flex-col sm:justify-center"
    >
      <Tool
        icon={paused ? 'play' : 'pause'}
        text={paused ? controls.resume : controls.pause}
        onPress={() => props.onPause(!paused)}
      />
      <Tool icon="download" text={controls.snapshot} onPress={props.onSnapshot} />
      <Tool
        icon="mirror"
        text={controls.mirror}
        pressed={mirrored}
        onPress={() => props.onMirror(!mirrored)}
      />
      {fullScreen.toggle && (
        <Tool
          icon={fullScreen.active ? 'shrink' : 'expand'}
          text={fullScreen.active ? controls.leaveFullScreen : controls.fullScreen}
          onPress={fullScreen.toggle}
        />
      )}
      <button type="button" popoverTarget={settingsId} className={TOOL_BUTTON}>
        <Icon name="settings" />
        {controls.settings}
      </button>
      <SettingsPanel id={settingsId} cameras={props.cameras} />
    </div>
  );
}

function Tool(props: {
  readonly icon: IconName;
  readonly text: string;
  /** State of a switch. */
  readonly pressed?: boolean;
  /** Null where the button has no effect now. */
  readonly onPress: (() => void) | null;
}) {
  return (
    <button
      type="button"
      aria-pressed={props.pressed}
      disabled={props.onPress === null}
      onClick={props.onPress ?? undefined}
      className={TOOL_BUTTON}
    >
      <Icon name={props.icon} />
      {props.text}
    </button>
  );
}
