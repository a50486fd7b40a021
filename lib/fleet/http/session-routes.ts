import { Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import { FleetError } from '../fleet-error.ts';
import { audit } from '../operators/audit.ts';
import { logIn, logOut, SESSION_HOURS, sessionOf } from '../operators/operators.ts';
import { addressOf, type FleetEnv, type FleetServices, isLocal, isSecure } from './context.ts';
import { TryLimit } from './limits.ts';
import { readJson } from './read-json.ts';

const COOKIE = 'maskgate_fleet';
const CSRF_HEADER = 'x-csrf-token';
const READING = ['GET', 'HEAD'];

const loginBody = z.object({
  name: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
});

/** Lets operators in and out. */
export function sessionRoutes({ database, basePath }: FleetServices): Hono<FleetEnv> {
  const tries = new TryLimit();
  const path = basePath || '/';
  return new Hono<FleetEnv>()
    .get('/session', async (context) => {
      const token = getCookie(context, COOKIE);
      return context.json({ session: token ? await sessionOf(database.query, token) : null });
    })
    .post('/login', async (context) => {
      if (!isSecure(context) && !isLocal(context)) {
        throw new FleetError(
          403,
          'not-secure',
          'A password goes over https only: start the site with --https.',
        );
      }
      const { name, password } = await readJson(context, loginBody);
      const address = addressOf(context);
      await tries.take(address);
      const session = await logIn(database.query, name, password);
      const action = session ? 'logged-in' : 'login-refused';
      await audit(database.query, { operator: name, address, action, detail: '' });
      if (!session) throw new FleetError(403, 'login-refused', 'Wrong name or password.');
      await tries.giveBack(address);
      const { token, ...shown } = session;
      setCookie(context, COOKIE, token, {
        path,
        httpOnly: true,
        sameSite: 'Strict',
        secure: isSecure(context),
        maxAge: SESSION_HOURS * 3600,
      });
      return context.json({ session: shown });
    })
    .post('/logout', async (context) => {
      const token = getCookie(context, COOKIE);
      if (token) await logOut(database.query, token);
      deleteCookie(context, COOKIE, { path });
      return context.json({ session: null });
    });
}

/** Lets only operators through; a change must name the session's CSRF token. */
export function operatorsOnly({ database }: FleetServices): MiddlewareHandler<FleetEnv> {
  return async (context, next) => {
    const token = getCookie(context, COOKIE);
    const session = token ? await sessionOf(database.query, token) : null;
    if (!session) throw new FleetError(401, 'no-session', 'Log in first.');
    const isChange = !READING.includes(context.req.method);
    if (isChange && context.req.header(CSRF_HEADER) !== session.csrfToken) {
      throw new FleetError(403, 'csrf', 'The request does not come from the page: load it again.');
    }
    context.set('session', session);
    await next();
  };
}
