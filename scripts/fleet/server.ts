/** A fleet's server without the site, for `simulated-server.ts`. Its port goes to stdout. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openFleet } from '../../lib/fleet/fleet.ts';

const fleet = await openFleet({
  place: JSON.parse(process.env.SIMULATED_PLACE ?? ''),
  basePath: '',
  installedDoor: async () => null,
  environment: process.env,
});
const server = createServer((request, response) => fleet.answer(request, response));
// After a restart the port is another one: the simulation reads it anew.
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
