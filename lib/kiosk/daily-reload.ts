/**
 * Whether a page has outlived the hour at which it starts afresh. Somebody before the kiosk puts it
 * off; the caller asks again.
 * @param hour local, 0 to 23; -1 never
 */
export function reloadIsDue(loadedAt: Date, now: Date, hour: number): boolean {
  if (hour < 0) return false;
  const due = new Date(now);
  due.setHours(hour, 0, 0, 0);
  // Before that hour, it is yesterday's that counts: the machine may have slept through it.
  if (due > now) due.setDate(due.getDate() - 1);
  return loadedAt < due;
}
