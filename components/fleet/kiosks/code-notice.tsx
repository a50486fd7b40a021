'use client';

import { encode } from 'uqr';
import type { FleetMessages } from '@/lib/i18n/fleet/messages';
import { sitePath } from '@/lib/site-paths';

/** The address that enrols a kiosk, to read and to scan. */
export function CodeNotice(props: {
  readonly code: string;
  readonly messages: FleetMessages['kiosks'];
}) {
  const { code, messages } = props;
  const address = `${location.origin}${sitePath('/kiosk')}?enrol=${code}`;
  const { data, size } = encode(address);
  // One square a dark module.
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return (
    <div role="status" className="mb-3 flex flex-wrap items-center gap-4 border-y border-line py-3">
      <svg viewBox={`0 0 ${size} ${size}`} className="size-32 bg-white" aria-hidden="true">
        <path d={path.join('')} fill="black" />
      </svg>
      <div>
        <p>{messages.codeHelp(code)}</p>
        <p className="mt-1 font-mono break-all select-all" data-enrol-address>
          {address}
        </p>
      </div>
    </div>
  );
}
