import type { FastifyInstance } from 'fastify';
import { StartError } from './start-error.ts';

export const USUAL_PORT = 4262;

/** Returns the address for people. `port` null: the usual one, or any other when somebody else has that. */
export async function listen(http: FastifyInstance, host: string, port: number | null): Promise<string> {
  try {
    return forPeople(await http.listen({ host, port: port ?? USUAL_PORT }));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' && port === null) return forPeople(await http.listen({ host, port: 0 }));
    const at = `${host}:${port ?? USUAL_PORT}`;
    if (code === 'EADDRINUSE') {
      throw new StartError(`Another program already listens on ${at}.`, 'Set IAMA_PORT to a free port.', cause);
    }
    if (code === 'EACCES') {
      throw new StartError(`This user may not listen on ${at}.`, 'Set IAMA_PORT to a port above 1023.', cause);
    }
    throw new StartError(`IAMA cannot listen on ${at}.`, 'Set IAMA_HOST to an address of this machine.', cause);
  }
}

/** An address that means "all of this machine" is nothing one can open. */
function forPeople(address: string): string {
  const url = new URL(address);
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  return url.origin;
}
