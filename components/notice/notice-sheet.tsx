import type { Locale } from '@/lib/i18n/locale';
import { NOTICE_MESSAGES } from '@/lib/i18n/notice/languages';
import { NOTICE_FIELDS, type NoticeField } from '@/lib/i18n/notice/messages';
import { sitePath } from '@/lib/site-paths';

/** What is printed: one sheet of A4 for two languages. */
export function NoticeSheet(props: {
  readonly languages: readonly Locale[];
  readonly filled: Readonly<Record<NoticeField, string>>;
  /** For how long the kiosk keeps its numbers. */
  readonly days: number;
}) {
  const { languages, filled, days } = props;
  return (
    <article className="flex flex-col gap-8 rounded-2xl border border-line bg-surface p-6 sm:p-10 print:border-0 print:p-0">
      {languages.map((language) => {
        const { fields, heading, parts } = NOTICE_MESSAGES[language];
        const text = (field: NoticeField) => filled[field].trim() || fields[field].blank;
        const texts = Object.fromEntries(NOTICE_FIELDS.map((field) => [field, text(field)]));
        return (
          <section
            key={language}
            lang={language}
            className="border-line not-first:border-t not-first:pt-8"
          >
            <h2 className="flex items-center gap-4 text-2xl leading-tight font-bold text-balance sm:text-3xl">
              {/* biome-ignore lint/performance/noImgElement: a vector of our own needs no optimising */}
              <img src={sitePath('/icon.svg')} alt="" width={56} height={56} />
              {heading}
            </h2>
            <dl className="mt-4 grid gap-x-6 gap-y-2 sm:grid-cols-[11rem_minmax(0,1fr)] print:grid-cols-[11rem_minmax(0,1fr)]">
              {parts(texts as Record<NoticeField, string>, days).map((part) => (
                <div key={part.heading} className="contents">
                  <dt className="font-semibold max-sm:mt-2 print:mt-0">{part.heading}</dt>
                  <dd className="leading-relaxed text-pretty">{part.text}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </article>
  );
}
