import type { KioskConfig } from '../config.ts';

type HttpDoor = Pick<KioskConfig, 'doorUrl' | 'doorAnswer' | 'doorTimeoutSeconds'>;

/**
 * Asks a device in the local network to open. The request contains nothing about people. Browsers
 * send it without a preflight request ("simple" in CORS).
 * An unchecked request follows redirects, because `no-cors` allows nothing else. A redirect turns
 * its POST into a GET.
 * @throws Error with a message for the operator: no address, timeout, refused or unreachable
 */
export async function postToDoor(
  { doorUrl, doorAnswer, doorTimeoutSeconds }: HttpDoor,
  post: typeof fetch = fetch,
): Promise<void> {
  if (!doorUrl) throw new Error('No address is set (doorUrl)');
  const checked = doorAnswer === 'checked';
  let response: Response;
  try {
    response = await post(doorUrl, {
      method: 'POST',
      mode: checked ? 'cors' : 'no-cors',
      redirect: checked ? 'error' : 'follow',
      headers: { 'Content-Type': 'text/plain' },
      body: 'pass',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(doorTimeoutSeconds * 1000),
    });
  } catch (cause) {
    throw new Error(`${doorUrl}: ${reasonOf(cause, checked, doorTimeoutSeconds)}`, { cause });
  }
  // The answer of an unchecked request always has status 0.
  if (checked && !response.ok) throw new Error(`${doorUrl}: answered ${response.status}`);
}

function reasonOf(cause: unknown, checked: boolean, timeoutSeconds: number): string {
  if (cause instanceof DOMException && cause.name === 'TimeoutError') {
    return `no answer within ${timeoutSeconds} s`;
  }
  const rules =
    'Its address must be in public/kiosk.json when the site starts, and a page by https cannot call an address by http.';
  if (!checked) return `not reached. ${rules}`;
  return `not reached, redirected, or its answer was kept from this page. ${rules} A checked device must send Access-Control-Allow-Origin and must not redirect.`;
}
