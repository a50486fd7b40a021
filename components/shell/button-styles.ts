/** Styles of buttons and of links that look like buttons. */
export const PRIMARY_BUTTON =
  'inline-flex min-h-12 items-center justify-center gap-2.5 rounded-xl bg-accent px-6 text-base font-semibold text-accent-ink transition-colors hover:bg-accent-strong';

export const TOOL_BUTTON =
  'inline-flex min-h-12 min-w-12 flex-1 flex-col items-center justify-center gap-1 rounded-xl px-2.5 py-1.5 text-xs font-medium text-ink transition-colors hover:bg-ink/8 disabled:opacity-40 sm:min-h-11 sm:flex-none sm:flex-row sm:gap-2 sm:text-sm aria-pressed:bg-accent/15 aria-pressed:text-accent-strong';

export const QUIET_BUTTON =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-xl border border-line bg-surface px-4 text-sm font-medium text-ink transition-colors hover:bg-ink/8 disabled:opacity-40';

/** For actions that cannot be undone. */
export const DANGER_BUTTON =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-xl border border-red-700 bg-surface px-4 text-sm font-medium text-red-700 transition-colors hover:bg-red-700 hover:text-white dark:border-red-400 dark:text-red-300 disabled:pointer-events-none disabled:opacity-40 dark:hover:bg-red-300 dark:hover:text-red-950';
