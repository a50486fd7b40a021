'use client';

import type { KioskRow } from '@/lib/fleet/protocol/figures';
import { KIOSK_MESSAGES } from '@/lib/i18n/kiosk/languages';
import { MESSAGES } from '@/lib/i18n/locale';
import type { BoardProps, Change } from '../board-props';
import { ListTable } from '../parts/list-table';
import { wordOf } from '../parts/word-of';
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
  const heads = [words.name, words.place, words.state, words.seen, words.camera, words.door];
  return (
    <ListTable
      caption={words.title}
      heads={[...heads, words.engine, words.version, words.people, ' ']}
      rows={kiosks.map((kiosk) => ({
        key: kiosk.id,
        data: { 'data-kiosk': kiosk.name, 'data-presence': kiosk.presence },
        cells: [
          <label key="name" className="flex items-start gap-2 font-semibold">
            <input
              type="checkbox"
              aria-label={words.select(kiosk.name)}
              checked={selected.has(kiosk.id)}
              onChange={() => toggle(kiosk.id)}
              className="size-5 shrink-0"
            />
            {kiosk.name}
          </label>,
          kiosk.place,
          <Presence key="presence" kiosk={kiosk} {...props} />,
          kiosk.seenAt && time.format(new Date(kiosk.seenAt)),
          kiosk.camera && cameraWords(kiosk.camera, props),
          kiosk.door && (wordOf(words.doors, kiosk.door) ?? kiosk.door),
          kiosk.engine && (
            <span key="engine" className="whitespace-nowrap">
              {kiosk.engine} {kiosk.framesPerSecond?.toFixed(1)}
            </span>
          ),
          kiosk.version && (
            <span key="version" title={kiosk.settled ? words.settled : words.unsettled}>
              {kiosk.version.slice(0, VERSION_LENGTH)}
              {kiosk.presence === 'online' && !kiosk.settled && ' …'}
            </span>
          ),
          <span key="people" data-count="people">
            {kiosk.counts.people}
          </span>,
          <KioskActions key="actions" {...props} kiosk={kiosk} messages={words} />,
        ],
      }))}
    />
  );
}

function Presence({ kiosk, messages, locale }: BoardProps & { readonly kiosk: KioskRow }) {
  const { presence, state } = kiosk;
  const shown = wordOf(KIOSK_MESSAGES[locale].states, state);
  return (
    <span>
      <span className="whitespace-nowrap">
        <span className={`me-1.5 inline-block size-2.5 rounded-full ${DOTS[presence]}`} />
        {messages.kiosks.presence[presence]}
      </span>
      {state && ` · ${shown?.title ?? state}`}
    </span>
  );
}

function cameraWords(camera: string, { messages, locale }: BoardProps): string {
  const failure = wordOf(MESSAGES[locale].failure.byCode, camera);
  return wordOf(messages.kiosks.cameras, camera) ?? failure?.title ?? camera;
}
