import { MODEL_FAILURES } from '@iama/contracts/model/failure';
import type { ModelFailureCode } from '@iama/contracts/model/failure';
import { isWorthAnotherTry } from '../../domain/model/is-worth-another-try.ts';

/** A call that came to nothing, as a value to act on. `message` is a sentence for people. */
export class ModelFailure extends Error {
  readonly code: ModelFailureCode;
  /** Whether the provider began to answer: `unknown` when the request went out and nothing came back. */
  readonly served: 'yes' | 'no' | 'unknown';
  /** Milliseconds that the endpoint asked to wait. */
  readonly retry_after_ms: number | null;
  /** What the endpoint itself said, cut, cleaned and without the key. Data of a stranger. */
  readonly said: string | null;
  /** Of the receipt that the call left. */
  receipt_sha256: string | null = null;

  constructor(
    code: ModelFailureCode,
    message: string = MODEL_FAILURES[code].title,
    more: { served?: ModelFailure['served']; retry_after_ms?: number | null; said?: string | null } = {},
  ) {
    super(message);
    this.name = 'ModelFailure';
    this.code = code;
    this.served = more.served ?? 'no';
    this.retry_after_ms = more.retry_after_ms ?? null;
    this.said = more.said ?? null;
  }

  /** The same question may be answered the next time. */
  get worth_another_try(): boolean {
    return isWorthAnotherTry(this.code);
  }

  /** What a person can do about it. */
  get next(): string {
    return MODEL_FAILURES[this.code].next;
  }
}
