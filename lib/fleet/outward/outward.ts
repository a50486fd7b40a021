import type { Database } from '../store/database.ts';
import { forgetOld } from '../store/forget-old.ts';
import { watchAlerts } from './alerts.ts';
import { MqttLine } from './mqtt-line.ts';
import { mqttOptions } from './mqtt-options.ts';
import { Rounds } from './rounds.ts';
import { deliverWebhooks } from './webhooks.ts';

const MQTT_MS = 5000;
const ALERTS_MS = 15_000;
const WEBHOOKS_MS = 2000;
const FORGET_MS = 3_600_000;
/** Share of people without a mask from which on operators are told, 0 to 1. */
const USUAL_SHARE = 0.5;

/**
 * Tells others of the fleet: a broker (`MQTT_URL`) and the webhooks that operators add.
 * @returns ends it
 * @throws Error where the environment names something that is not there
 */
export async function startOutward(
  database: Database,
  environment: NodeJS.ProcessEnv,
): Promise<() => Promise<void>> {
  const share = shareOf(environment.MASKGATE_ALERT_SHARE);
  const options = await mqttOptions(environment);
  const line = options && (await MqttLine.open(options, database));
  const rounds = [
    new Rounds('alerts', () => watchAlerts(database, share), ALERTS_MS),
    new Rounds('webhooks', async () => void (await deliverWebhooks(database)), WEBHOOKS_MS),
    new Rounds('old records', () => forgetOld(database.query), FORGET_MS),
    ...(line ? [new Rounds('MQTT', () => line.publish(), MQTT_MS)] : []),
  ];
  return async () => {
    await Promise.all(rounds.map((round) => round.close()));
    await line?.close();
  };
}

function shareOf(text: string | undefined): number {
  if (!text) return USUAL_SHARE;
  const share = Number(text);
  if (share >= 0 && share <= 1) return share;
  throw new Error(`MASKGATE_ALERT_SHARE is a share from 0 to 1, and is ${text}.`);
}
