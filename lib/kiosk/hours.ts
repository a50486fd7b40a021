/**
 * Whether a time of the day lies between two hours, over midnight where `from` is the later one.
 * The same hour twice is the whole day.
 * @param from local, 0 to 23 @param to local, 0 to 24, itself not included
 */
export function isBetweenHours(now: Date, from: number, to: number): boolean {
  const hour = now.getHours();
  if (from === to % 24) return true;
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}
