import type { ReactNode } from 'react';

export const FIELD =
  'min-h-11 min-w-0 max-w-full rounded-lg border border-line bg-surface px-3 text-ink';

/** A part of the page with its heading. */
export function Card(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="rounded-2xl border border-line bg-surface p-4 sm:p-6">
      <h2 className="mb-3 text-lg font-semibold">{props.title}</h2>
      {props.children}
    </section>
  );
}
