import { MODEL_FAILURES } from '@iama/contracts/model/failure';
import { ClientModelFailureCode, ModelCallResult } from '@iama/contracts/task/payload';
import type { TaskFailure } from '@iama/contracts/task/payload';
import { onAnyJob } from '../jobs/on-job.ts';
import type { ModelPart, PortCall } from '../ports/model-port.ts';
import type { TaskRecord } from '../ports/task-store.ts';
import type { ModelDeps } from './model-deps.ts';
import { ModelFailure } from './model-failure.ts';
import type { ClientAsked } from './model-request.ts';

const LOOK_AGAIN_MS = 300;
/** Characters of a stranger's sentence. */
const MOST_SAID = 500;

export interface ClientCall extends PortCall {
  readonly job_id: string;
  readonly client: ClientAsked;
  /** Longest that the editor may take, milliseconds. */
  readonly total_ms: number;
}

/**
 * A call that the person's editor answers with a model of its own: a task like any other, except that its result is an answer and
 * moves no job. Its text comes whole. Ends like any port: after `end`, or with ModelFailure.
 */
export async function* askClient(deps: ModelDeps, call: ClientCall, signal: AbortSignal): AsyncGenerator<ModelPart> {
  const task_id = await offer(deps, call);
  const until = deps.clock.now().getTime() + call.total_ms;
  const task = await answered(deps, call.job_id, task_id, until, signal);
  if (task.status === 'void') throw new ModelFailure('MODEL_CANCELLED');
  if (task.status === 'failed') throw refused(task.failure);
  const result = ModelCallResult.parse(task.answer);
  yield { type: 'accepted' };
  yield { type: 'served_by', model: result.served_model, upstream_id: null };
  if (result.text !== '') yield { type: 'text', text: result.text };
  yield { type: 'end', finish: 'stop', usage: result.usage };
}

async function offer(deps: ModelDeps, call: ClientCall): Promise<string> {
  const { job_id, client, prompt, max_output_tokens, call_id } = call;
  const offered = await onAnyJob(deps, job_id, async (tx, job) => {
    if (job.record.epoch !== client.epoch) return null;
    const { org_id, epoch } = job.record;
    const id = deps.ids.next();
    const turns = prompt.turns.map((turn) => ({ ...turn }));
    const asked = { stable: [...prompt.stable], turns };
    const payload = { kind: 'model_call' as const, call_id, model: client.model, prompt: asked, max_output_tokens };
    const common = { job_id, org_id, kind: 'model_call' as const, epoch, offer: 1, created_at: job.now };
    await tx.tasks.insert({ ...common, id, status: 'offered', payload });
    job.log({ type: 'task_requested', level: 'info', data: { task_id: id, kind: 'model_call', offer: 1 } });
    return id;
  });
  if (offered === null) throw new ModelFailure('MODEL_CANCELLED');
  return offered;
}

async function answered(
  deps: ModelDeps,
  job_id: string,
  task_id: string,
  until: number,
  signal: AbortSignal,
): Promise<TaskRecord> {
  for (;;) {
    if (signal.aborted) throw new ModelFailure('MODEL_CANCELLED');
    const task = await deps.store.read.tasks.find(job_id, task_id);
    if (task && task.status !== 'offered' && task.status !== 'leased') return task;
    if (deps.clock.now().getTime() > until)
      throw new ModelFailure('MODEL_TIMEOUT', 'The editor gave no answer of its model in time.');
    await deps.models.pause(LOOK_AGAIN_MS, signal);
  }
}

/** What the editor says of its own model is for the person who has it. */
function refused(failure: TaskFailure | null): ModelFailure {
  if (failure === null) return new ModelFailure('MODEL_UNREACHABLE', 'No editor answered with its model.');
  const { code, message, retryable } = failure;
  const said = message.slice(0, MOST_SAID);
  const known = ClientModelFailureCode.safeParse(code);
  if (known.success && !retryable) {
    const served = known.data === 'MODEL_OUTPUT_TOO_LONG' ? 'yes' : 'no';
    return new ModelFailure(known.data, `${MODEL_FAILURES[known.data].title}: ${said}`, { served });
  }
  return new ModelFailure(
    retryable ? 'MODEL_UNAVAILABLE' : 'MODEL_REQUEST_REFUSED',
    `The editor’s model gave no answer: ${said}`,
    { served: retryable ? 'unknown' : 'no' },
  );
}
