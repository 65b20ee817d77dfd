import { getLines, getMessages } from '@microsoft/fetch-event-source/lib/cjs/parse.js';
import type { EventSourceMessage } from '@microsoft/fetch-event-source/lib/cjs/parse.js';
import type { Runtime } from '../runtime.ts';

/**
 * Why a connection ended. `closed`: by the server, in order. `cut`: by the network. `silent`: not one byte within
 * `first_byte_ms`. `stalled`: no more bytes, not even the server's comment, for `stall_ms`. `stopped`: by the signal.
 */
export type StreamEnd = 'closed' | 'cut' | 'silent' | 'stalled' | 'stopped';

/**
 * The complete messages of one open event stream, comments left out; returns why it ended. A message that was cut in
 * the middle is never given out. The body is always released, also when the caller stops reading.
 */
export async function* readEventStream(
  runtime: Runtime,
  body: ReadableStream<Uint8Array>,
  limits: { readonly first_byte_ms: number; readonly stall_ms: number; readonly signal: AbortSignal },
): AsyncGenerator<EventSourceMessage, StreamEnd> {
  const reader = body.getReader();
  const ready: EventSourceMessage[] = [];
  const feed = getLines(
    getMessages(
      () => {},
      () => {},
      (message) => {
        // The parser ends a message at every blank line, so a comment comes out as an empty one.
        if (message.data !== '' || message.event !== '') ready.push(message);
      },
    ),
  );
  let patience_ms = limits.first_byte_ms;
  let seen = false;
  try {
    for (;;) {
      const chunk = await readWithin(runtime, reader, patience_ms, limits.signal);
      if (typeof chunk === 'string') return chunk === 'stalled' && !seen ? 'silent' : chunk;
      seen = true;
      patience_ms = limits.stall_ms;
      feed(chunk);
      yield* ready.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function readWithin(
  runtime: Runtime,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  patience_ms: number,
  signal: AbortSignal,
): Promise<Uint8Array | StreamEnd> {
  return new Promise((resolve) => {
    const settle = (outcome: Uint8Array | StreamEnd): void => {
      cancel();
      signal.removeEventListener('abort', stop);
      resolve(outcome);
    };
    const stop = (): void => settle('stopped');
    const cancel = runtime.timer(patience_ms, () => settle('stalled'));
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop);
    reader.read().then(
      (result) => settle(result.done ? 'closed' : result.value),
      () => settle('cut'),
    );
  });
}
