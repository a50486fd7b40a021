import type { HttpBindings } from '@hono/node-server';
import type { Context, Env } from 'hono';
import type { Session } from '../operators/operators.ts';
import type { Database } from '../store/database.ts';

/** What the routes work with. */
export interface FleetServices {
  readonly database: Database;
  /** Path below which the site is served; empty for none. */
  readonly basePath: string;
  /** The door's address in the installer's file; null without one. */
  readonly installedDoor: () => Promise<string | null>;
  /** Lets another machine read `/metrics`; this machine needs none. */
  readonly metricsToken: string | undefined;
}

export interface FleetEnv extends Env {
  Bindings: HttpBindings;
  Variables: { session: Session };
}
export type FleetContext = Context<FleetEnv>;

const LOOPBACK = /^(::1|127\.)/;

/**
 * The network address that asks. A proxy on this machine is believed: it adds the address to the right. Of a proxy
 * on another machine it is the proxy's own.
 */
export function addressOf(context: FleetContext): string {
  const { headers } = context.env.incoming;
  const address = socketAddress(context);
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().at(-1)?.split(',').at(-1)?.trim();
  return forwarded && LOOPBACK.test(address) ? forwarded : address;
}

/** Whether a request came by https, or to a proxy by https. */
export function isSecure(context: FleetContext): boolean {
  const { socket, headers } = context.env.incoming;
  return 'encrypted' in socket || headers['x-forwarded-proto'] === 'https';
}

/** Whether a request comes from this machine, and not through a proxy. */
export function isLocal(context: FleetContext): boolean {
  const { headers } = context.env.incoming;
  return !('x-forwarded-for' in headers) && LOOPBACK.test(socketAddress(context));
}

/** Of the other end of the connection. A server of both kinds of address gives IPv4 as `::ffff:192.0.2.1`. */
function socketAddress(context: FleetContext): string {
  return context.env.incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
}
