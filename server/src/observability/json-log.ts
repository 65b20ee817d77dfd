import { mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import type { Log } from '../app/ports/log.ts';

const FILE_LIMIT_BYTES = 16 * 1024 * 1024;
const STDERR = 2;

export interface JsonLog extends Log {
  /** Everything that was logged is written when this returns. */
  flush(): void;
}

/** One JSON object a line, to a file only its owner can read, or to standard error. */
export function jsonLog(level: string, file: string | null): JsonLog {
  if (file !== null) turn(file);
  // Written at once: what a process says just before it dies is what one wants to read.
  const destination = pino.destination({ dest: file ?? STDERR, sync: true, mode: 0o600 });
  // A full disk costs lines of the log, not the service.
  destination.on('error', () => undefined);
  const logger = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    flush: () => {
      try {
        destination.flushSync();
      } catch {
        // There is nowhere left to say it.
      }
    },
  };
}

/** Keeps the file before this one; more would only fill the disk. */
function turn(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && found.size > FILE_LIMIT_BYTES) renameSync(file, `${file}.1`);
}
