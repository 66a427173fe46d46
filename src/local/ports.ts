import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether nothing listens on a port of this host. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}

/** The first free port on loopback from this one on. */
export async function nextFree(port: number): Promise<number> {
  return (await isFree(port)) ? port : nextFree(port + 1);
}
