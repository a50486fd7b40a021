import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { fleetApp } from './http/app.ts';
import { setOperator } from './operators/operators.ts';
import { startOutward } from './outward/outward.ts';
import { type DatabasePlace, openDatabase } from './store/open-database.ts';

/**
 * The fleet's part of the site's server. The build makes a bundle of this file for
 * `scripts/site/fleet.mjs`, which loads it where an operator sets a fleet up, and nowhere else.
 */
export interface Fleet {
  /** Whether a path without the base path is the fleet's. */
  readonly answers: (path: string) => boolean;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Finishes what runs and closes the database. */
  readonly close: () => Promise<void>;
}

export interface FleetOptions {
  readonly place: DatabasePlace;
  readonly basePath: string;
  /** The door's address in the installer's file; null without one. */
  readonly installedDoor: () => Promise<string | null>;
  /** Names a broker and a token for figures; see the README. */
  readonly environment: NodeJS.ProcessEnv;
}

const OWN_PATHS = /^\/(api\/fleet\/|healthz$|metrics$)/;

/** @throws Error with a readable message where the database or a file for MQTT cannot be had */
export async function openFleet(options: FleetOptions): Promise<Fleet> {
  const { place, basePath, installedDoor, environment } = options;
  const database = await openDatabase(place);
  const metricsToken = environment.MASKGATE_METRICS_TOKEN;
  const app = fleetApp({ database, basePath, installedDoor, metricsToken });
  const endOutward = await startOutward(database, environment).catch(async (error) => {
    await database.close();
    throw error;
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return {
    answers: (path) => OWN_PATHS.test(path),
    answer: (request, response) => void listener(request, response),
    close: async () => {
      await endOutward();
      await database.close();
    },
  };
}

/** Adds an operator or changes a password. @throws Error with a readable message */
export async function storeOperator(
  place: DatabasePlace,
  name: string,
  password: string,
): Promise<void> {
  const database = await openDatabase(place);
  try {
    await setOperator(database.query, name, password);
  } finally {
    await database.close();
  }
}
