import { timestamp } from '../../live/snapshot';

/** `maskgate-2024-05-31-17-04-09.csv` */
export function resultsName(extension: string): string {
  return `maskgate-${timestamp(new Date())}.${extension}`;
}

/** `street/a.jpg` becomes `street/a-checked.png`. */
export function annotatedName(name: string, extension: 'png' | 'jpg'): string {
  return `${name.replace(/\.[^./\\]*$/, '')}-checked.${extension}`;
}
