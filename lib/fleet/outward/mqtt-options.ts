import { readFile } from 'node:fs/promises';

export interface MqttOptions {
  /** `mqtt://host` or `mqtts://host`. */
  readonly url: string;
  readonly login: {
    readonly username?: string;
    readonly password?: string;
    /** PEM. */
    readonly ca?: Buffer;
    readonly cert?: Buffer;
    readonly key?: Buffer;
  };
}

/** A broker as the environment names it; null without one. @throws Error that names a missing file */
export async function mqttOptions(environment: NodeJS.ProcessEnv): Promise<MqttOptions | null> {
  const { MQTT_URL, MQTT_USERNAME, MQTT_PASSWORD, MQTT_CA, MQTT_CERT, MQTT_KEY } = environment;
  if (!MQTT_URL) return null;
  if (!/^mqtts?:\/\//.test(MQTT_URL)) {
    throw new Error(`MQTT_URL must begin with mqtt:// or mqtts://, and is ${MQTT_URL}.`);
  }
  if (!MQTT_CERT !== !MQTT_KEY)
    throw new Error('A client certificate needs MQTT_CERT and MQTT_KEY.');
  const [ca, cert, key] = await Promise.all([MQTT_CA, MQTT_CERT, MQTT_KEY].map(fileOf));
  return {
    url: MQTT_URL,
    login: {
      ...(MQTT_USERNAME && { username: MQTT_USERNAME }),
      ...(MQTT_PASSWORD && { password: MQTT_PASSWORD }),
      ...(ca && { ca }),
      ...(cert && { cert }),
      ...(key && { key }),
    },
  };
}

async function fileOf(path: string | undefined): Promise<Buffer | null> {
  if (!path) return null;
  return readFile(path).catch(() => {
    throw new Error(`${path} cannot be read; the fleet needs it for MQTT.`);
  });
}
