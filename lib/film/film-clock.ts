/** A time in a film as `1:05.2`; hours are minutes above 59. @param ms 0 or more */
export function filmClock(ms: number): string {
  const tenths = Math.round(ms / 100);
  const seconds = Math.floor(tenths / 10);
  const rest = `${seconds % 60}`.padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${rest}.${tenths % 10}`;
}
