/**
 * Whether a page was loaded before the last time at which it should have started afresh. The caller
 * waits until nobody is there.
 * @param hour local, 0 to 23; -1 never
 */
export function reloadIsDue(loadedAt: Date, now: Date, hour: number): boolean {
  if (hour < 0) return false;
  const due = new Date(now);
  due.setHours(hour, 0, 0, 0);
  // Before that hour of today, yesterday's counts: the machine may have slept through it.
  if (due > now) due.setDate(due.getDate() - 1);
  return loadedAt < due;
}
