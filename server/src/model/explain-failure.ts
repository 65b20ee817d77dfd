import { APICallError } from '@ai-sdk/provider';
import type { ModelFailureCode } from '@iama/contracts/model/failure';
import { ModelFailure } from '../app/models/model-failure.ts';
import { retryAfterMs } from './retry-after.ts';
import { tidySaying } from './tidy-saying.ts';

interface About {
  readonly model: string;
  readonly endpoint: string;
  readonly key: string | null;
  /** The endpoint has answered with 200. */
  readonly accepted: boolean;
  readonly now: Date;
}

/** Whatever the SDK or the network threw, as a failure with a sentence. */
export function explainFailure(error: unknown, about: About): ModelFailure {
  const own = chain(error).find((each) => each instanceof ModelFailure);
  if (own) return own;
  const call = chain(error).find((each) => APICallError.isInstance(each));
  if (call?.statusCode !== undefined && call.statusCode !== 200) return refused(call, call.statusCode, about);
  const network = chain(error)
    .map(networkCode)
    .find((code) => code !== null);
  if (about.accepted) return broken(error, network ?? null, about);
  return network === undefined || network === null
    ? new ModelFailure('MODEL_GARBLED', `${about.endpoint} sends what cannot be read.`, { served: 'unknown' })
    : unreached(network, about);
}

function refused(error: APICallError, status: number, about: About): ModelFailure {
  const { model, endpoint, key, now } = about;
  const said = tidySaying(error.responseBody ?? '', key);
  const code = codeOf(status, said ?? '');
  const sentence: Partial<Record<ModelFailureCode, string>> = {
    MODEL_KEY_REFUSED: `${endpoint} answers with ${status}: ${key === null ? 'it wants a key, and none is configured' : 'it refuses the key'}.`,
    MODEL_UNKNOWN: `${endpoint} has no model ${JSON.stringify(model)}.`,
    MODEL_URL_WRONG: `${endpoint} answers with ${status}: there is no such path.`,
  };
  const retry_after_ms = retryAfterMs(error.responseHeaders ?? {}, now);
  return new ModelFailure(code, sentence[code] ?? `${endpoint} answers with ${status}.`, { said, retry_after_ms });
}

function codeOf(status: number, said: string): ModelFailureCode {
  if (status === 402 || (status === 429 && /insufficient_quota|credit|billing/i.test(said)))
    return 'MODEL_OUT_OF_CREDIT';
  if (status === 401 || status === 403 || /api[ _-]?key not valid/i.test(said)) return 'MODEL_KEY_REFUSED';
  if (status === 429) return 'MODEL_RATE_LIMITED';
  if (status === 408 || status === 409 || status >= 500) return 'MODEL_UNAVAILABLE';
  if (status === 413 || /context.?(length|window)|too many tokens|prompt is too long/i.test(said))
    return 'MODEL_CONTEXT_TOO_LONG';
  if (
    (status === 404 || status === 400) &&
    /\bmodel\b/i.test(said) &&
    /not.?found|does not exist|unknown|invalid model|not a valid model|try pulling/i.test(said)
  ) {
    return 'MODEL_UNKNOWN';
  }
  if (status === 404 || status === 405 || status === 501) return 'MODEL_URL_WRONG';
  return 'MODEL_REQUEST_REFUSED';
}

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO$|HOSTNAME_MISMATCH)/;
/** The request cannot have arrived. */
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|bad port)$/;

function unreached(code: string, { endpoint }: About): ModelFailure {
  if (TLS.test(code)) return new ModelFailure('MODEL_TLS_FAILED', `${endpoint} cannot be trusted (${code}).`);
  const served = NEVER_SENT.test(code) ? 'no' : 'unknown';
  return new ModelFailure('MODEL_UNREACHABLE', `Nothing answers at ${endpoint} (${code}).`, { served });
}

function broken(error: unknown, network: string | null, { endpoint, key }: About): ModelFailure {
  if (network !== null) {
    return new ModelFailure('MODEL_CUT_OFF', `The connection broke in the middle of the answer (${network}).`, {
      served: 'yes',
    });
  }
  // An error that the endpoint sent as an event of the stream: an object, not one of JavaScript's errors.
  if (!(error instanceof Error)) {
    const said = tidySaying(JSON.stringify(error) ?? '', key);
    return new ModelFailure('MODEL_UNAVAILABLE', `${endpoint} gave up in the middle of the answer.`, {
      served: 'yes',
      said,
    });
  }
  if (/without a finish reason/.test(error.message)) {
    return new ModelFailure('MODEL_CUT_OFF', 'The answer ended in the middle, without a reason.', { served: 'yes' });
  }
  return new ModelFailure('MODEL_GARBLED', `${endpoint} sends events that cannot be read.`, { served: 'yes' });
}

/** An error and what caused it. */
function chain(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let each = error; each !== undefined && each !== null && found.length < 10;) {
    found.push(each);
    each = each instanceof Error ? each.cause : null;
  }
  return found;
}

function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // fetch says these two in words only; the second is a port that it sends nothing to.
  return /^(terminated|bad port)$/.test(error.message) ? error.message : null;
}
