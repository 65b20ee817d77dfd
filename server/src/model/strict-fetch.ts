import { ModelFailure } from '../app/models/model-failure.ts';

/** A streamed token comes in an event of some 300 bytes; more than this for each is not an answer any more. */
const BYTES_A_TOKEN = 1024;
const OVERHEAD_BYTES = 256 * 1024;
const ERROR_BYTES = 64 * 1024;

/**
 * fetch for one call: follows nobody elsewhere, takes an event stream and nothing else, and never reads on for ever. The
 * answer's size is counted after decompression, so a small body cannot become a large one.
 */
export function strictFetch(max_output_tokens: number): typeof fetch {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      const to = response.headers.get('location') ?? 'nowhere';
      throw new ModelFailure(
        'MODEL_URL_WRONG',
        `The endpoint answers with ${response.status} and points to ${to.slice(0, 200)}.`,
      );
    }
    if (response.status === 200) requireEvents(response);
    const limited = response.ok ? refused(OVERHEAD_BYTES + max_output_tokens * BYTES_A_TOKEN) : cut(ERROR_BYTES);
    return new Response(response.body?.pipeThrough(limited) ?? null, response);
  };
}

function requireEvents(response: Response): void {
  const type = response.headers.get('content-type') ?? '';
  if (/^text\/event-stream\b/i.test(type)) return;
  void response.body?.cancel();
  const name = type === '' ? 'no content type' : type.slice(0, 100);
  // A whole JSON answer has been made, and is billed; a web page has not.
  const json = /json/i.test(type);
  throw new ModelFailure(
    json ? 'MODEL_NOT_STREAMING' : 'MODEL_URL_WRONG',
    json ? `A stream was asked for, and one document came (${name}).` : `What answers is no model: it sends ${name}.`,
    { served: json ? 'yes' : 'no' },
  );
}

type Bytes = TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;

function refused(limit: number): Bytes {
  return counting(limit, (controller) => {
    const message = `The endpoint sent more than ${limit.toLocaleString('en')} bytes.`;
    controller.error(new ModelFailure('MODEL_OUTPUT_TOO_LONG', message, { served: 'yes' }));
  });
}

/** The beginning of a refusal says enough. */
function cut(limit: number): Bytes {
  return counting(limit, (controller) => controller.terminate());
}

function counting(limit: number, over: (controller: TransformStreamDefaultController) => void): Bytes {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes <= limit) controller.enqueue(chunk);
      else over(controller);
    },
  });
}
