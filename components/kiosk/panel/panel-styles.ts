/** Sizes are in `em`: the panel's text grows with the screen (`kiosk-panel` in globals.css). */
export const PANEL_BUTTON =
  'min-h-[2.75em] rounded-xl border border-line px-[1em] hover:bg-ink/8 disabled:opacity-50';
export const PANEL_INPUT =
  'mt-1 min-h-[2.75em] w-full rounded-xl border border-line bg-paper px-[0.75em] font-normal text-ink disabled:opacity-50 aria-invalid:border-amber-500';
export const PANEL_HINT = 'mt-1 text-[0.9em] leading-snug text-muted';
