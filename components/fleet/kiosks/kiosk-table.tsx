'use client';

import type { KioskRow } from '@/lib/fleet/protocol/figures';
import type { BoardProps, Change } from '../board-props';
import { ListTable } from '../parts/list-table';
import { KioskActions } from './kiosk-actions';

/** Colours of the state, beside its word. */
const DOTS = {
  new: 'bg-line',
  online: 'bg-green-600',
  silent: 'bg-red-600',
  revoked: 'bg-line',
} as const satisfies Record<KioskRow['presence'], string>;
/** Characters of a version that tell it from others. */
const VERSION_LENGTH = 7;

/** One row a kiosk: how it is, and what can be done with it. */
export function KioskTable(
  props: BoardProps & {
    readonly kiosks: readonly KioskRow[];
    readonly selected: ReadonlySet<string>;
    readonly onSelect: (selected: ReadonlySet<string>) => void;
    readonly onChange: Change;
    readonly onCode: (code: string) => void;
  },
) {
  const { kiosks, selected, onSelect, messages, locale } = props;
  const words = messages.kiosks;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const heads = ['', words.state, words.place, words.name, words.seen, words.camera, words.door];
  return (
    <ListTable
      caption={words.title}
      heads={[...heads, words.engine, words.version, words.people, ' ']}
    >
      {kiosks.map((kiosk) => (
        <tr key={kiosk.id} data-kiosk={kiosk.name} data-presence={kiosk.presence}>
          <td>
            <input
              type="checkbox"
              aria-label={words.select(kiosk.name)}
              checked={selected.has(kiosk.id)}
              onChange={() => toggle(kiosk.id)}
              className="size-5"
            />
          </td>
          <td className="whitespace-nowrap">
            <span className={`mr-1.5 inline-block size-2.5 rounded-full ${DOTS[kiosk.presence]}`} />
            {words.presence[kiosk.presence]}
            {kiosk.state && ` · ${kiosk.state}`}
          </td>
          <td>{kiosk.place}</td>
          <td>{kiosk.name}</td>
          <td className="whitespace-nowrap">
            {kiosk.seenAt && time.format(new Date(kiosk.seenAt))}
          </td>
          <td>{kiosk.camera}</td>
          <td>{kiosk.door}</td>
          <td className="whitespace-nowrap">
            {kiosk.engine} {kiosk.framesPerSecond?.toFixed(1)}
          </td>
          <td title={kiosk.settled ? words.settled : words.unsettled}>
            {kiosk.version?.slice(0, VERSION_LENGTH)}
            {kiosk.presence === 'online' && !kiosk.settled && ' …'}
          </td>
          <td>{kiosk.counts.people}</td>
          <td>
            <KioskActions {...props} kiosk={kiosk} messages={words} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
