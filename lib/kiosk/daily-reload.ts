/**
 * Whether a page was loaded before the last time of the daily reload. The caller waits until nobody
 * is in the picture.
 * @param hour local, 0 to 23; -1 never
 */
export function reloadIsDue(loadedAt: Date, now: Date, hour: number): boolean {
  if (hour < 0) return false;
  const due = new Date(now);
  due.setHours(hour, 0, 0, 0);
  // Before that hour, the reload of yesterday counts: the machine may have slept then.
  if (due > now) due.setDate(due.getDate() - 1);
  return loadedAt < due;
}
