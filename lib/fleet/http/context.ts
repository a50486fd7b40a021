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

/** The network address that asks. Behind a proxy it is the proxy's. */
export function addressOf(context: FleetContext): string {
  return context.env.incoming.socket.remoteAddress ?? '';
}

/** Whether a request came by https, or to a proxy by https. */
export function isSecure(context: FleetContext): boolean {
  const { socket, headers } = context.env.incoming;
  return 'encrypted' in socket || headers['x-forwarded-proto'] === 'https';
}

/** Whether a request comes from this machine, and not through a proxy. */
export function isLocal(context: FleetContext): boolean {
  const isForwarded = 'x-forwarded-for' in context.env.incoming.headers;
  return !isForwarded && /^(::1|(::ffff:)?127\.)/.test(addressOf(context));
}
