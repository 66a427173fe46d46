/**
 * Loaded into the Playground's process before its own code (`node --import`). Left alone, the Playground listens on
 * every interface, so that anybody on the network could act as anybody; and it would outlive a parent that crashed.
 */
import { Server } from 'node:net';
import './ends-with-parent.ts';

const listen = Server.prototype.listen;

Server.prototype.listen = function (this: Server, port: unknown, ...rest: unknown[]) {
  const callback = rest.find((argument) => typeof argument === 'function');
  return Reflect.apply(listen, this, [{ port, host: '127.0.0.1' }, ...(callback ? [callback] : [])]);
};
