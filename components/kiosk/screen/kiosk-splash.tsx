import { useMessages } from '../../shell/use-messages';
import { STATE_LOOKS } from './state-look';

/** What the page shows before its settings are known, and with them the language of the screen. */
export function KioskSplash() {
  const { product, start } = useMessages();
  const { background, ink } = STATE_LOOKS['not-checking'];
  return (
    <main
      data-kiosk-state="not-checking"
      className="kiosk fixed inset-0 [container-type:size]"
      style={{ background, color: ink }}
    >
      <div className="grid size-full place-content-center gap-[3cqmin] p-[6cqmin] text-center text-balance">
        <p className="kiosk-title leading-[1.08] font-bold">{start.title}</p>
        <p className="kiosk-detail opacity-95">{product.name}</p>
      </div>
    </main>
  );
}
