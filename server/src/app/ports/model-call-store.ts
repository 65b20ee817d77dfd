import type { ModelClass } from '@iama/contracts/model/model-class';
import type { ModelReceipt } from '@iama/contracts/model/receipt';
import type { ModelUsage, UsageBasis } from '@iama/contracts/model/usage';

/** The part of a receipt that is known before anything is sent. */
export type OpenCall = Omit<ModelReceipt, keyof CallEnd | 'ordinal' | 'previous_sha256' | 'attempt' | 'started_at'> & {
  readonly attempt: number;
  readonly started_at: Date;
  readonly prompt_bytes: number;
};

/** The part that is known at the end. */
export type CallEnd = Pick<
  ModelReceipt,
  | 'served_model'
  | 'upstream_id'
  | 'outcome'
  | 'failure'
  | 'served'
  | 'usage'
  | 'basis'
  | 'cost_nano_usd'
  | 'answer_sha256'
  | 'ended_at'
>;

/** `open`: not known to have been sent. `accepted`: the provider has begun to answer. */
export type CallStatus = 'open' | 'accepted' | 'settled' | 'abandoned';

export interface UsageRecord {
  readonly id: string;
  /** One row per key, whatever happens: `<request_key>#<attempt>`. */
  readonly idempotency_key: string;
  readonly call_id: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly job_id: string | null;
  readonly model_class: ModelClass;
  readonly alias: string;
  readonly model: string;
  readonly usage: ModelUsage;
  readonly basis: UsageBasis;
  /** False when nobody can say whether the provider served it. */
  readonly certain: boolean;
  readonly cost_nano_usd: number | null;
  readonly at: Date;
}

export interface ModelCallReads {
  /** Calls that nobody settled although their time was up before this moment; at most `limit` of their ids. */
  overdue(due_before: Date, limit: number): Promise<string[]>;
  /** The receipts of a chain, in order. */
  receipts(chain_id: string): Promise<{ readonly body: ModelReceipt; readonly sha256: string }[]>;
}

export interface ModelCallStore extends ModelCallReads {
  /** Which try this is for the request: 1, or one more than before. Held against others until the transaction ends. */
  nextAttempt(request_key: string): Promise<number>;
  insert(call: OpenCall, due_at: Date): Promise<void>;
  /** False when the call is settled already. */
  accept(call_id: string): Promise<boolean>;
  /** The call and how far it got, its row locked; null when there is none, or what was known of it is cleared away. */
  lock(call_id: string): Promise<{ readonly call: OpenCall; readonly status: CallStatus } | null>;
  /** False when the call has moved on from `from`. */
  settle(call_id: string, from: CallStatus, to: 'settled' | 'abandoned'): Promise<boolean>;
  /** Clears away what was known of at most `limit` calls before they were sent, that ended and began before `begun_before`. How many. */
  expire(begun_before: Date, now: Date, limit: number): Promise<number>;
  /** The last receipt of the chain, which nobody else can add to until the transaction ends. */
  lockChain(chain_id: string): Promise<{ readonly ordinal: number; readonly sha256: string }>;
  appendReceipt(receipt: ModelReceipt, sha256: string): Promise<void>;
  /** Writes the row, or replaces one that was only a guess (`at_most`). Any other row of that key stays. */
  appendUsage(record: UsageRecord): Promise<void>;
}
