import { COUNT_NAMES } from '../../records/counts.ts';
import type { KioskRow } from '../protocol/figures.ts';

/** MQTT topics, each below this one. */
const ROOT = 'maskgate';
/** `online` while the server is connected; the broker says `offline` for it otherwise. */
export const SERVER_TOPIC = `${ROOT}/server/availability`;
/** Home Assistant says `online` here when it starts, and asks for everything anew. */
export const HOME_ASSISTANT_TOPIC = 'homeassistant/status';
/** What Home Assistant or anybody else asks of a kiosk: `reload`, `test-door`, or words to show. */
export const ORDER_TOPICS = [`${ROOT}/+/command`, `${ROOT}/+/message`] as const;

export interface Topics {
  readonly discovery: string;
  readonly availability: string;
  readonly state: string;
  readonly command: string;
  readonly message: string;
}

export function topicsOf(id: string): Topics {
  const own = `${ROOT}/${id}`;
  return {
    discovery: `homeassistant/device/${ROOT}_${id}/config`,
    availability: `${own}/availability`,
    state: `${own}/state`,
    command: `${own}/command`,
    message: `${own}/message`,
  };
}

/** An order's kiosk and kind; null for any other topic. */
export function orderIn(topic: string): { id: string; what: 'command' | 'message' } | null {
  const [, id, what] = /^maskgate\/([\w-]{36})\/(command|message)$/.exec(topic) ?? [];
  return id && (what === 'command' || what === 'message') ? { id, what } : null;
}

/** The message by which Home Assistant knows the device with all that it measures and can do. */
export function discoveryOf({ id, name, place, version }: KioskRow): object {
  const topics = topicsOf(id);
  const part = (key: string, more: object) => ({ unique_id: `${ROOT}_${id}_${key}`, ...more });
  const sensor = (key: string, title: string, more: object = {}) =>
    part(key, { p: 'sensor', name: title, value_template: `{{ value_json.${key} }}`, ...more });
  const problem = (key: string, title: string) =>
    part(key, {
      p: 'binary_sensor',
      name: title,
      device_class: 'problem',
      value_template: `{{ 'ON' if value_json.${key} else 'OFF' }}`,
    });
  const counts = COUNT_NAMES.map((key) => [
    key,
    sensor(key, `${key.replaceAll('_', ' ')}, 24 h`, { state_class: 'measurement' }),
  ]);
  return {
    dev: {
      ids: [`${ROOT}_${id}`],
      name,
      suggested_area: place,
      mf: 'MaskGate',
      ...(version && { sw: version }),
    },
    o: { name: ROOT },
    availability: [{ topic: SERVER_TOPIC }, { topic: topics.availability }],
    availability_mode: 'all',
    state_topic: topics.state,
    qos: 1,
    cmps: {
      ...Object.fromEntries(counts),
      frames_per_second: sensor('frames_per_second', 'Frames a second', {
        state_class: 'measurement',
      }),
      camera: sensor('camera', 'Camera'),
      screen: sensor('screen', 'Screen'),
      camera_problem: problem('camera_problem', 'Camera problem'),
      door_problem: problem('door_problem', 'Door problem'),
      reload: part('reload', {
        p: 'button',
        name: 'Reload',
        command_topic: topics.command,
        payload_press: 'reload',
      }),
      test_door: part('test_door', {
        p: 'button',
        name: 'Test the door',
        command_topic: topics.command,
        payload_press: 'test-door',
      }),
      message: part('message', { p: 'notify', name: 'Message', command_topic: topics.message }),
    },
  };
}

export function stateOf({ counts, framesPerSecond, camera, door, state }: KioskRow): object {
  return {
    ...counts,
    frames_per_second: framesPerSecond,
    camera,
    /** Null unless live states are asked for. */
    screen: state,
    camera_problem: camera !== 'works',
    door_problem: door === 'failing',
  };
}
