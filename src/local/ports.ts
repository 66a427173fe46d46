import { once } from 'node:events';
import { createServer } from 'node:net';
import { LocalFault } from './fault.ts';

/** Whether nothing listens on a port of this host. @throws LocalFault when this account may not listen there at all */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') return false;
    throw new LocalFault(`Port ${port} of ${host} cannot be used (${String(code)}). Set PORT or HOST to another.`);
  }
  probe.close();
  await once(probe, 'close');
  return true;
}

/** The first free port on loopback from this one on. */
export async function nextFree(port: number): Promise<number> {
  return (await isFree(port)) ? port : nextFree(port + 1);
}
