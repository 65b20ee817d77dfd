import { ModelFailure } from '../app/models/model-failure.ts';
import type { ModelSettings } from './model-settings.ts';

export interface StreamWatch {
  /** Aborts when the caller cancels and when a time is up. */
  readonly signal: AbortSignal;
  /** Something came: the time between two events begins anew. */
  beat(): void;
  /** Why `signal` aborted; null when it did not. */
  reason(): { readonly code: 'MODEL_CANCELLED' | 'MODEL_TIMEOUT'; readonly message: string } | null;
  /** Ends the request, if it still runs, and all timers. */
  end(): void;
}

/** A stream has three time-outs: until its first event, between two, and for all of it. A limit for a promise knows one. */
export function watchStream(
  { first_token_ms, idle_ms, total_ms }: Pick<ModelSettings, 'first_token_ms' | 'idle_ms' | 'total_ms'>,
  cancelled: AbortSignal,
): StreamWatch {
  const controller = new AbortController();
  let why: ReturnType<StreamWatch['reason']> = null;
  const stop = (code: 'MODEL_CANCELLED' | 'MODEL_TIMEOUT', message: string) => {
    why ??= { code, message };
    controller.abort();
  };
  const after = (ms: number, message: string) => setTimeout(() => stop('MODEL_TIMEOUT', message), ms);
  const cancel = () => stop('MODEL_CANCELLED', 'The call was cancelled.');
  const total = after(total_ms, `The answer was not finished after ${seconds(total_ms)}.`);
  let silence = after(first_token_ms, `Nothing came for ${seconds(first_token_ms)}.`);
  if (cancelled.aborted) cancel();
  else cancelled.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    beat() {
      clearTimeout(silence);
      silence = after(idle_ms, `In the middle of the answer nothing came for ${seconds(idle_ms)}.`);
    },
    reason: () => why,
    end() {
      clearTimeout(total);
      clearTimeout(silence);
      cancelled.removeEventListener('abort', cancel);
      controller.abort();
    },
  };
}

/** What a watch's reason is as a failure. */
export function watchFailure(watch: StreamWatch, served: ModelFailure['served']): ModelFailure | null {
  const why = watch.reason();
  return why && new ModelFailure(why.code, why.message, { served });
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
