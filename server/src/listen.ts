import type { FastifyInstance } from 'fastify';
import { StartError } from './start-error.ts';

export const USUAL_PORT = 4262;

/**
 * Returns the address for people. `port` null: the one of last time, else the usual one, else any that is free; an
 * address that stays the same lets clients find us again after a kill.
 */
export async function listen(
  http: FastifyInstance,
  host: string,
  port: number | null,
  last_port: number | null = null,
): Promise<string> {
  const candidates = port === null ? [last_port ?? USUAL_PORT, USUAL_PORT, 0] : [port];
  for (const [index, candidate] of candidates.entries()) {
    try {
      return forPeople(await http.listen({ host, port: candidate }));
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      const another = index + 1 < candidates.length;
      if (code === 'EADDRINUSE' && another) continue;
      throw explain(code, `${host}:${candidate}`, cause);
    }
  }
  throw new Error('There was no port to try');
}

function explain(code: string | undefined, at: string, cause: unknown): StartError {
  if (code === 'EADDRINUSE') {
    return new StartError(`Another program already listens on ${at}.`, 'Set IAMA_PORT to a free port.', cause);
  }
  if (code === 'EACCES') {
    return new StartError(`This user may not listen on ${at}.`, 'Set IAMA_PORT to a port above 1023.', cause);
  }
  return new StartError(`IAMA cannot listen on ${at}.`, 'Set IAMA_HOST to an address of this machine.', cause);
}

/** An address that means "all of this machine" is nothing one can open. */
function forPeople(address: string): string {
  const url = new URL(address);
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  return url.origin;
}
