import type { MqttClient } from 'mqtt';
import { overview } from '../figures/overview.ts';
import { orderCommand } from '../kiosks/commands.ts';
import { audit } from '../operators/audit.ts';
import type { CommandKind } from '../protocol/kiosk-messages.ts';
import type { Database } from '../store/database.ts';
import {
  discoveryOf,
  HOME_ASSISTANT_TOPIC,
  ORDER_TOPICS,
  orderIn,
  SERVER_TOPIC,
  stateOf,
  topicsOf,
} from './home-assistant.ts';
import type { MqttOptions } from './mqtt-options.ts';

const RECONNECT_MS = 2000;
/** A broker takes no longer words than the operators' page. */
const LONGEST_MESSAGE = 200;
/** In the audit log. */
const OPERATOR = 'mqtt';

/** Tells a broker how the kiosks are, and takes orders from it. MQTT 3.1.1. */
export class MqttLine {
  /** What the broker has, by topic. */
  private readonly published = new Map<string, string>();

  private constructor(
    private readonly client: MqttClient,
    private readonly database: Database,
  ) {}

  /** It connects by itself, again and again: a broker may come later than the site. */
  static async open(options: MqttOptions, database: Database): Promise<MqttLine> {
    const { default: mqtt } = await import('mqtt');
    const client = mqtt.connect(options.url, {
      ...options.login,
      protocolVersion: 4,
      reconnectPeriod: RECONNECT_MS,
      // What it missed is published anew, whole.
      queueQoSZero: false,
      will: { topic: SERVER_TOPIC, payload: Buffer.from('offline'), qos: 1, retain: true },
    });
    const line = new MqttLine(client, database);
    client.on('connect', () => void line.begin());
    client.on('message', (topic, payload, { retain }) => {
      // A kept order would be carried out again with each connection.
      if (!retain) void line.take(topic, String(payload)).catch(complain);
    });
    client.on('error', complain);
    return line;
  }

  /** Publishes what has changed. Nothing while the broker is away. */
  async publish(): Promise<void> {
    if (!this.client.connected) return;
    const rows = await overview(this.database.query);
    const wanted = new Map<string, string>();
    for (const row of rows.filter(({ presence }) => presence !== 'new')) {
      const topics = topicsOf(row.id);
      const isGone = row.presence === 'revoked';
      // An empty message takes a device away.
      wanted.set(topics.discovery, isGone ? '' : JSON.stringify(discoveryOf(row)));
      if (isGone) continue;
      wanted.set(topics.availability, row.presence === 'online' ? 'online' : 'offline');
      wanted.set(topics.state, JSON.stringify(stateOf(row)));
    }
    for (const topic of this.published.keys()) if (!wanted.has(topic)) wanted.set(topic, '');
    for (const [topic, payload] of wanted) {
      if (this.published.get(topic) === payload) continue;
      await this.client.publishAsync(topic, payload, { qos: 1, retain: true });
      this.published.set(topic, payload);
    }
  }

  async close(): Promise<void> {
    if (this.client.connected) {
      await this.client.publishAsync(SERVER_TOPIC, 'offline', { qos: 1, retain: true });
    }
    await this.client.endAsync(!this.client.connected);
  }

  /** A broker that was restarted may have forgotten everything. */
  private async begin(): Promise<void> {
    this.published.clear();
    try {
      await this.client.subscribeAsync([...ORDER_TOPICS, HOME_ASSISTANT_TOPIC], { qos: 1 });
      await this.client.publishAsync(SERVER_TOPIC, 'online', { qos: 1, retain: true });
      await this.publish();
    } catch (error) {
      complain(error as Error);
    }
  }

  private async take(topic: string, payload: string): Promise<void> {
    if (topic === HOME_ASSISTANT_TOPIC && payload === 'online') {
      this.published.clear();
      await this.publish();
      return;
    }
    const order = orderIn(topic);
    const command = order && commandIn(order.what, payload);
    if (!command) return;
    await this.database.transaction(async (query) => {
      await orderCommand(query, [order.id], { ...command, operator: OPERATOR });
      const detail = JSON.stringify({ ...command, kiosks: [order.id] });
      await audit(query, { operator: OPERATOR, address: '', action: 'command-ordered', detail });
    });
  }
}

function commandIn(
  what: 'command' | 'message',
  payload: string,
): { kind: CommandKind; text: string } | null {
  const text = payload.trim().slice(0, LONGEST_MESSAGE);
  if (what === 'message') return text ? { kind: 'message', text } : null;
  return text === 'reload' || text === 'test-door' ? { kind: text, text: '' } : null;
}

function complain(error: Error): void {
  console.error(`MaskGate fleet: MQTT: ${error.message}`);
}
