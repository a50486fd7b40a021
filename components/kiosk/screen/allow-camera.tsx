'use client';

import type { KioskMessages } from '@/lib/i18n/kiosk/messages';
import { Icon } from '../../shell/icons';

/** For the one press that the kiosk needs. */
export function AllowCamera(props: {
  readonly messages: KioskMessages;
  readonly onAllow: () => void;
}) {
  return (
    <div className="grid flex-1 cursor-default place-items-center">
      <button
        type="button"
        onClick={props.onAllow}
        className="kiosk-detail [&>svg]:size-[1.2em] inline-flex items-center gap-[0.6em] rounded-2xl bg-white px-[1.2em] py-[0.7em] font-semibold text-slate-900 hover:bg-teal-100"
      >
        <Icon name="camera" size={40} />
        {props.messages.allowCamera.button}
      </button>
    </div>
  );
}
