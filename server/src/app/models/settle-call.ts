import type { ModelReceipt } from '@iama/contracts/model/receipt';
import { judgeUsage } from '../../domain/model/judge-usage.ts';
import { priceCall } from '../../domain/model/price-call.ts';
import type { CallEnd, OpenCall } from '../ports/model-call-store.ts';
import type { Transaction } from '../ports/store.ts';
import type { SeenAnswer } from './collect-answer.ts';
import type { ModelDeps } from './model-deps.ts';

type SettleDeps = Pick<ModelDeps, 'store' | 'clock' | 'ids' | 'digest'>;

/**
 * Writes down how a call ended: receipt, ledger and audit, in one transaction. `seen` is null when nobody saw it
 * (abandoned); the true end may still come, from a process that was only slow, and then takes the place of the guess.
 * Null when the call is settled already.
 */
export function settleCall(
  deps: SettleDeps,
  call_id: string,
  seen: SeenAnswer | null,
): Promise<{ body: ModelReceipt; sha256: string } | null> {
  return deps.store.transaction(async (tx) => {
    const found = await tx.model_calls.lock(call_id);
    if (!found) return null;
    const { call, status } = found;
    const wanted = seen ? 'settled' : 'abandoned';
    if (status === 'settled' || status === wanted) return null;
    if (!(await tx.model_calls.settle(call_id, status, wanted))) return null;
    const served = seen ? seen.served : status === 'accepted' ? 'yes' : 'unknown';
    const receipt = await appendReceipt(deps, tx, call, endOf(deps, call, seen, served));
    await appendUsage(deps, tx, call, receipt.body);
    await audit(deps, tx, receipt.body);
    return receipt;
  });
}

function endOf(deps: SettleDeps, call: OpenCall, seen: SeenAnswer | null, served: CallEnd['served']): CallEnd {
  const { prompt_bytes, max_output_tokens, price } = call;
  const reported = seen?.usage ?? null;
  const used = judgeUsage({ served, reported, prompt_bytes, answer_bytes: seen?.bytes ?? null, max_output_tokens });
  return {
    served_model: seen?.served_model ?? null,
    upstream_id: seen?.upstream_id ?? null,
    outcome: seen ? (seen.failure ? 'failed' : 'answered') : 'abandoned',
    failure: seen?.failure?.code ?? null,
    served,
    usage: used?.usage ?? null,
    basis: used?.basis ?? null,
    cost_nano_usd: used ? priceCall(used.usage, price) : null,
    answer_sha256: seen && seen.text !== '' ? deps.digest.sha256(seen.text) : null,
    ended_at: deps.clock.now().toISOString(),
  };
}

async function appendReceipt(deps: SettleDeps, tx: Transaction, call: OpenCall, end: CallEnd) {
  const last = await tx.model_calls.lockChain(call.chain_id);
  const { prompt_bytes: _, started_at, ...known } = call;
  const body: ModelReceipt = {
    ...known,
    ...end,
    ordinal: last.ordinal + 1,
    previous_sha256: last.sha256,
    started_at: started_at.toISOString(),
  };
  const sha256 = deps.digest.sha256(JSON.stringify(body));
  await tx.model_calls.appendReceipt(body, sha256);
  return { body, sha256 };
}

async function appendUsage(deps: SettleDeps, tx: Transaction, call: OpenCall, end: CallEnd): Promise<void> {
  const { usage, basis, cost_nano_usd } = end;
  if (!usage || !basis) return;
  const { call_id, org_id, user_id, job_id, model_class, alias, routed_model: model, request_key, attempt } = call;
  await tx.model_calls.appendUsage({
    id: deps.ids.next(),
    idempotency_key: `${request_key}#${attempt}`,
    call_id,
    org_id,
    user_id,
    job_id,
    model_class,
    alias,
    model,
    usage,
    basis,
    certain: end.served === 'yes',
    cost_nano_usd,
    at: new Date(end.ended_at),
  });
}

async function audit(deps: SettleDeps, tx: Transaction, receipt: ModelReceipt): Promise<void> {
  const { org_id, user_id, job_id, call_id, model_class, stage, tier, alias, outcome, failure, usage } = receipt;
  await tx.audit.append([
    {
      id: deps.ids.next(),
      at: new Date(receipt.ended_at),
      org_id,
      user_id,
      job_id,
      action: 'model.called',
      data: {
        call_id,
        model_class,
        stage,
        tier,
        alias,
        outcome,
        failure,
        cache: usage === null ? null : usage.cached_input > 0 ? 'hit' : 'miss',
      },
    },
  ]);
}
