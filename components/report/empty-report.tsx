import type { ReportMessages } from '@/lib/i18n/report/messages';
import { sitePath } from '@/lib/site-paths';
import { QUIET_BUTTON } from '../shell/button-styles';

/** In place of the charts, before anybody was counted. */
export function EmptyReport({ messages }: { readonly messages: ReportMessages }) {
  return (
    <section className="flex flex-col items-center gap-4 rounded-2xl border border-line bg-surface px-4 py-10 text-center">
      <p className="max-w-prose text-lg text-pretty">{messages.empty}</p>
      <a href={sitePath('/kiosk')} className={QUIET_BUTTON}>
        {messages.openKiosk}
      </a>
    </section>
  );
}
