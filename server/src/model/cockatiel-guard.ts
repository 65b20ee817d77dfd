import type { ModelFailureCode } from '@iama/contracts/model/failure';
import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  wrap,
} from 'cockatiel';
import { ModelFailure } from '../app/models/model-failure.ts';
import type { ModelGuard } from '../app/ports/model-guard.ts';

export interface GuardTiming {
  /** Before the second try; twice as long before the third. A wait that the endpoint asks for counts if it is longer. */
  readonly first_pause_ms: number;
  /** An endpoint that asks to wait longer is not waited for. */
  readonly longest_pause_ms: number;
  /** How long an endpoint is left alone that failed five times in a row. */
  readonly rest_ms: number;
}

const TIMING: GuardTiming = { first_pause_ms: 500, longest_pause_ms: 30_000, rest_ms: 30_000 };
const RETRIES = 2;
const FAILURES_IN_A_ROW = 5;
/** For each call that may run, so many may wait. */
const WAITING = 8;

/** What says that the endpoint is in trouble, and not only this call. */
const TROUBLE: ReadonlySet<ModelFailureCode> = new Set([
  'MODEL_UNREACHABLE',
  'MODEL_UNAVAILABLE',
  'MODEL_TIMEOUT',
  'MODEL_CUT_OFF',
  'MODEL_GARBLED',
  'MODEL_TLS_FAILED',
]);

/** One circuit and one bulkhead for each model, in this process. Tries of one call are spread with some chance. */
export function cockatielGuard(
  models: readonly { readonly alias: string; readonly concurrency: number }[],
  random: () => number,
  timing: GuardTiming = TIMING,
): ModelGuard {
  const policies = new Map(models.map(({ alias, concurrency }) => [alias, policyFor(concurrency, random, timing)]));
  return {
    async run(alias, signal, attempt) {
      const policy = policies.get(alias);
      if (!policy) throw new ModelFailure('MODEL_NOT_CONFIGURED', `There is no model called ${alias}.`);
      let running = false;
      let last: unknown = null;
      const tries = policy.execute(async () => {
        running = true;
        try {
          return await attempt();
        } catch (error) {
          last = error;
          throw error;
        } finally {
          running = false;
        }
      }, signal);
      // The library looks at the signal after a pause or a wait only.
      return await unlessCancelled(tries, signal, () => running).catch((error: unknown) => {
        const failure = asFailure(error, last, alias);
        // Cancelled in the moment between a try and the pause after it: there is no other try, and that is the cancel's doing.
        const goes_on = failure instanceof ModelFailure && failure.worth_another_try;
        throw signal.aborted && goes_on ? new ModelFailure('MODEL_CANCELLED') : failure;
      });
    },
  };
}

function policyFor(concurrency: number, random: () => number, timing: GuardTiming) {
  const { first_pause_ms, longest_pause_ms, rest_ms } = timing;
  const pauseOf = (error: unknown): number => (error instanceof ModelFailure ? (error.retry_after_ms ?? 0) : 0);
  const again = handleWhen(
    (error) => error instanceof ModelFailure && error.worth_another_try && pauseOf(error) <= longest_pause_ms,
  );
  return wrap(
    // A cancel ends the pause but leaves its timer, which must not keep a server that stops.
    retry(again, {
      maxAttempts: RETRIES,
      backoff: new DelegateBackoff(({ attempt, result }) => {
        const own = first_pause_ms * 2 ** (attempt - 1) * (0.5 + random());
        return Math.max(own, 'error' in result ? pauseOf(result.error) : 0);
      }),
    }).dangerouslyUnref(),
    circuitBreaker(
      handleWhen((error) => error instanceof ModelFailure && TROUBLE.has(error.code)),
      { halfOpenAfter: rest_ms, breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) },
    ),
    bulkhead(concurrency, concurrency * WAITING),
  );
}

/** While a try runs it ends by itself, because it has the signal too, and has things to write down. */
function unlessCancelled<T>(tries: Promise<T>, signal: AbortSignal, running: () => boolean): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = (): void => {
    if (!running()) reject(new ModelFailure('MODEL_CANCELLED'));
  };
  signal.addEventListener('abort', cancel, { once: true });
  return Promise.race([tries, promise]).finally(() => signal.removeEventListener('abort', cancel));
}

function asFailure(error: unknown, last: unknown, alias: string): unknown {
  if (error instanceof TaskCancelledError) return new ModelFailure('MODEL_CANCELLED');
  if (error instanceof BulkheadRejectedError) {
    return new ModelFailure('MODEL_BUSY', `Too many calls are waiting for the model ${alias}.`);
  }
  // The circuit opened between two tries: what went wrong says more than that.
  if (error instanceof BrokenCircuitError) {
    return last ?? new ModelFailure('MODEL_RESTING', `The model ${alias} failed several times in a row.`);
  }
  return error;
}
