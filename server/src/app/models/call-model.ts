import { attemptCall } from './attempt-call.ts';
import { findModel } from './find-model.ts';
import type { ModelAnswer } from './model-answer.ts';
import type { ModelDeps } from './model-deps.ts';
import type { ModelRequest } from './model-request.ts';

/**
 * Asks the model that is routed to, and again if that may help. Every try leaves a receipt; every one that the provider
 * served leaves one row in the ledger. Throws ModelFailure. As soon as `signal` aborts, the request is closed.
 */
export async function callModel(deps: ModelDeps, request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
  const model = await findModel(deps, request);
  // The editor has no circuit of ours, and one person asks it at a time.
  if (request.client) return await attemptCall(deps, request, model, signal);
  return deps.models.guard.run(model.alias, signal, () => attemptCall(deps, request, model, signal));
}
