import type { EnrolAnswer, ReportAnswer } from '../../fleet/protocol/kiosk-messages.ts';
import type { ReportBody } from '../../fleet/protocol/kiosk-requests.ts';
import { sitePath } from '../../site-paths.ts';

const ANSWER_LIMIT_MS = 20_000;

/** What the site refused, in its words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** Of HTTP. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** How a kiosk asks its own site, and nobody else. Each rejects with a `Refusal` or a network's error. */
export interface SiteLine {
  readonly enrol: (code: string, token: string) => Promise<EnrolAnswer>;
  readonly report: (token: string, report: ReportBody) => Promise<ReportAnswer>;
  readonly openDoor: (token: string, limitMs: number) => Promise<void>;
}

export const siteLine: SiteLine = {
  enrol: (code, token) => ask('enrol', { code, token }),
  report: (token, report) => ask('report', report, { token }),
  openDoor: (token, limitMs) => ask('door', {}, { token, limitMs }),
};

async function ask<Answer>(
  what: string,
  body: unknown,
  { token, limitMs = ANSWER_LIMIT_MS }: { token?: string; limitMs?: number } = {},
): Promise<Answer> {
  const response = await fetch(sitePath(`/api/fleet/${what}`), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(limitMs),
  });
  if (response.ok) return (await response.json()) as Answer;
  // A proxy, or a site without a fleet, answers otherwise.
  const said = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Refusal(
    response.status,
    said?.error?.message ?? `The site answered ${response.status}.`,
  );
}
