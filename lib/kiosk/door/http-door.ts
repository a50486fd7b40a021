import type { KioskConfig } from '../config.ts';

export type HttpDoor = Pick<KioskConfig, 'doorUrl' | 'doorAnswer' | 'doorTimeoutSeconds'>;

/**
 * Tells a device on the local network that people may go in. The request says nothing about them.
 * It is one that browsers send without asking the device first ("simple" in CORS).
 * @throws Error in words for whoever runs the kiosk: no answer in time, refused, not reached
 */
export async function postToDoor(
  { doorUrl, doorAnswer, doorTimeoutSeconds }: HttpDoor,
  post: typeof fetch = fetch,
): Promise<void> {
  if (!doorUrl) throw new Error('No address is set (doorUrl)');
  let response: Response;
  try {
    response = await post(doorUrl, {
      method: 'POST',
      mode: doorAnswer === 'checked' ? 'cors' : 'no-cors',
      headers: { 'Content-Type': 'text/plain' },
      body: 'pass',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(doorTimeoutSeconds * 1000),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'TimeoutError') {
      throw new Error(`${doorUrl}: no answer within ${doorTimeoutSeconds} s`, { cause });
    }
    throw new Error(
      `${doorUrl}: not reached, or its answer was kept from this page (its address must stand in public/kiosk.json when the site starts, and a checked device must send Access-Control-Allow-Origin)`,
      { cause },
    );
  }
  // An unchecked answer has status 0 and says nothing.
  if (doorAnswer === 'checked' && !response.ok) {
    throw new Error(`${doorUrl}: answered ${response.status}`);
  }
}
