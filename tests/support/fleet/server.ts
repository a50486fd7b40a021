import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fleet, openFleet } from '../../../lib/fleet/fleet.ts';
import { newToken } from '../../../lib/fleet/kiosks/secrets.ts';
import { setOperator } from '../../../lib/fleet/operators/operators.ts';
import type { EnrolAnswer } from '../../../lib/fleet/protocol/kiosk-messages.ts';
import type { ReportBody } from '../../../lib/fleet/protocol/kiosk-requests.ts';
import type { Database } from '../../../lib/fleet/store/database.ts';
import { type DatabasePlace, openDatabase } from '../../../lib/fleet/store/open-database.ts';
import { emptyPgliteFolder } from './pglite-folder.ts';

export const OPERATOR = { name: 'kim', password: 'a long password' };

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** A fleet's server on a free port, with an operator who is logged in. */
export interface FleetServer {
  readonly url: string;
  readonly fleet: Fleet;
  /** @param token of a kiosk */
  readonly asKiosk: <Body>(path: string, body: unknown, token?: string) => Promise<Answer<Body>>;
  readonly asOperator: <Body>(
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Answer<Body>>;
  /** Adds and enrols a kiosk. @returns its token */
  readonly enrolled: (name: string, place: string) => Promise<EnrolAnswer & { token: string }>;
  readonly stop: () => Promise<void>;
}

export async function startFleetServer({
  place,
  installedDoor = async () => null,
  environment = {},
}: {
  readonly place?: DatabasePlace;
  readonly installedDoor?: () => Promise<string | null>;
  readonly environment?: Readonly<Record<string, string>>;
} = {}): Promise<FleetServer> {
  const folder = place ? null : await emptyPgliteFolder();
  const at = place ?? { folder: folder ?? '' };
  await withDatabase(at, (database) =>
    setOperator(database.query, OPERATOR.name, OPERATOR.password),
  );
  const fleet = await openFleet({
    place: at,
    basePath: '',
    installedDoor,
    environment: { ...environment } as NodeJS.ProcessEnv,
  });
  const server = createServer((request, response) => fleet.answer(request, response));
  // On all addresses, as the site does.
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const ask = async <Body>(path: string, init: RequestInit): Promise<Answer<Body>> => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as Body,
      headers: response.headers,
    };
  };
  const json = { 'Content-Type': 'application/json' };
  const login = await ask<{ session: { csrfToken: string } }>('/api/fleet/login', {
    method: 'POST',
    headers: json,
    body: JSON.stringify(OPERATOR),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const asOperator = <Body>(method: string, path: string, body?: unknown) =>
    ask<Body>(`/api/fleet/operator${path}`, {
      method,
      headers: { ...json, Cookie: cookie, 'X-CSRF-Token': login.body.session.csrfToken },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const asKiosk = <Body>(path: string, body: unknown, token?: string) =>
    ask<Body>(`/api/fleet${path}`, {
      method: 'POST',
      headers: { ...json, ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  return {
    url,
    fleet,
    asKiosk,
    asOperator,
    enrolled: async (name, where) => {
      const made = await asOperator<{ code: string }>('POST', '/kiosks', { name, place: where });
      const token = newToken();
      const answer = await asKiosk<EnrolAnswer>('/enrol', { code: made.body.code, token });
      return { ...answer.body, token };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await fleet.close();
      if (folder) await rm(folder, { recursive: true });
    },
  };
}

async function withDatabase(
  place: DatabasePlace,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(place);
  await work(database);
  await database.close();
}

/** The report of a kiosk that works and has nothing new. */
export function reportOf(changes: Partial<ReportBody> = {}): ReportBody {
  return {
    heartbeat: {
      version: '1',
      engine: 'wasm',
      framesPerSecond: 14.5,
      camera: 'works',
      door: 'none',
      state: null,
    },
    settingsVersion: null,
    done: [],
    sequence: 0,
    hours: [],
    events: [],
    ...changes,
  };
}
