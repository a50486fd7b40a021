/**
 * Whether a time of day is between two hours. If `from` is later than `to`, the range crosses
 * midnight. Two equal hours mean the whole day.
 * @param from local, 0 to 23 @param to local, 0 to 24, exclusive
 */
export function isBetweenHours(now: Date, from: number, to: number): boolean {
  const hour = now.getHours();
  if (from === to % 24) return true;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}
