import { DEFAULT_KIOSK_CONFIG } from '../../kiosk/config.ts';
import { FleetError } from '../fleet-error.ts';
import type { ServedSettings } from '../protocol/fleet-settings.ts';

/**
 * Opens a kiosk's door from the server, where no rule of browsers is in the way. The address comes from
 * the fleet's settings or the installer's file, never from the kiosk.
 * @throws FleetError with a sentence for the operator
 */
export async function openDoor(
  { values }: ServedSettings,
  installedDoor: string | null,
  post: typeof fetch = fetch,
): Promise<void> {
  const url = values.doorUrl ? String(values.doorUrl) : installedDoor;
  const seconds = Number(values.doorTimeoutSeconds ?? DEFAULT_KIOSK_CONFIG.doorTimeoutSeconds);
  if (!url) {
    throw new FleetError(
      409,
      'no-door',
      'No door is set: set doorUrl at /fleet or in public/kiosk.json.',
    );
  }
  let response: Response;
  try {
    response = await post(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'Content-Type': 'text/plain' },
      body: 'pass',
      signal: AbortSignal.timeout(seconds * 1000),
    });
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    const why = late ? `no answer within ${seconds} s` : 'not reached, or redirected';
    throw new FleetError(502, 'door-failed', `${url}: ${why}`);
  }
  await response.body?.cancel();
  if (!response.ok) {
    throw new FleetError(502, 'door-failed', `${url}: answered ${response.status}`);
  }
}
