import type { FleetKiosk } from './fleet-kiosk.ts';
import { Refusal } from './site-line.ts';

const ENROL_AGAIN_MS = 15_000;

/** Enrols a kiosk where its address has a code, and reports until the page goes or it is revoked. */
export async function startReporting(
  kiosk: FleetKiosk,
  enrolment: {
    readonly code: string | null;
    readonly newToken: () => string;
    readonly say: (sentence: string) => void;
  },
  signal: AbortSignal,
): Promise<void> {
  if (!(await enrolled(kiosk, enrolment, signal))) return;
  while (!signal.aborted) {
    const seconds = await kiosk.report();
    if (seconds === null) return;
    await pause(seconds * 1000, signal);
  }
}

async function enrolled(
  kiosk: FleetKiosk,
  { code, newToken, say }: Parameters<typeof startReporting>[1],
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    try {
      return await kiosk.enrol(code, newToken);
    } catch (error) {
      // Before this code there may have been another one.
      if (error instanceof Refusal && error.status === 403) {
        say(error.message);
        return kiosk.enrol(null, newToken);
      }
      say(error instanceof Refusal ? error.message : 'The site does not answer.');
    }
    await pause(ENROL_AGAIN_MS, signal);
  }
  return false;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(stop, ms);
    signal.addEventListener('abort', stop);
  });
}
