/**
 * The process beside the extension host. It holds everything that reads whole repositories, runs tests or writes files, so
 * that the editor's thread stays free, and it goes when its editor goes.
 */
import { RunnerError } from '@iama/runner/errors/runner-error';
import { userFolders } from '@iama/runner/records/user-folders';
import { METHODS } from './perform.ts';
import type { CallContext } from './perform.ts';
import type { ExecutorFailure, FromExecutor, ToExecutor } from './protocol.ts';

const running = new Map<number, AbortController>();
const { data: data_dir } = userFolders();

process.on('message', (message: ToExecutor) => {
  if (message.type === 'cancel') running.get(message.id)?.abort();
  else void answer(message);
});
// The editor is gone, whatever ended it. A write that is under way is taken back by the next `recover`.
process.on('disconnect', () => process.exit(0));

async function answer({ id, method, params }: Extract<ToExecutor, { type: 'call' }>): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  const context: CallContext = {
    data_dir,
    signal: abort.signal,
    progress: (line) => send({ type: 'progress', id, line }),
  };
  // The two ends are built together, so what comes in has the shape that the method takes.
  const perform = METHODS[method] as (params: unknown, context: CallContext) => unknown;
  try {
    send({ type: 'result', id, result: await perform(params, context) });
  } catch (error) {
    send({ type: 'failure', id, failure: failureOf(error) });
  } finally {
    running.delete(id);
  }
}

function send(message: FromExecutor): void {
  if (process.connected) process.send?.(message);
}

function failureOf(error: unknown): ExecutorFailure {
  if (error instanceof RunnerError) {
    const { code, message, next, paths } = error;
    return { code, message, next, paths: paths.slice(0, 50) };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'INTERNAL', message, next: 'Try again; if it stays, the IAMA log has more.', paths: [] };
}
