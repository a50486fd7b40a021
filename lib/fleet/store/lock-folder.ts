import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps a folder for this process: two servers would destroy a PGlite. The system holds the lock as a
 * listening socket and lets it go when the process ends, however it ends.
 * @returns lets the folder go
 * @throws Error where another process of this machine has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const name = `maskgate-fleet-${createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32)}`;
  const address = addressOf(name);
  const server =
    (await listen(address)) ?? ((await isHeld(address)) ? null : await retake(address));
  if (!server) {
    throw new Error(`${folder} is in use: stop the server or the command that works on it first.`);
  }
  server.unref();
  return () => server.close();
}

function addressOf(name: string): string {
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

/** @returns null where the address is taken */
async function listen(address: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  server.listen(address);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return null;
    throw error;
  }
}

async function isHeld(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Where sockets are files, one outlives a process that was killed. */
async function retake(address: string): Promise<Server | null> {
  await unlink(address).catch(() => undefined);
  return listen(address);
}
