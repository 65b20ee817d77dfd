import type { TaskFailure, TaskResult } from '@iama/contracts/task/payload';
import type { TaskOutcome } from '@iama/contracts/task/task';
import type { RefactorEvent } from '../../domain/refactor/events.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { advance } from '../jobs/advance.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import { onJob } from '../jobs/on-job.ts';
import type { Transaction } from '../ports/store.ts';
import type { TaskRecord } from '../ports/task-store.ts';
import { assertLeasedBy, findTask } from './find-task.ts';
import { takeResult } from './take-result.ts';

export interface CompleteTask {
  readonly job_id: string;
  readonly task_id: string;
  readonly lease_id: string;
  readonly outcome: TaskOutcome;
}

/**
 * Takes in what a client did. A lease that ran out counts as long as nobody else was given the task; an outcome that is
 * sent again is told that it was a duplicate, unless the task ended another way. NOT_FOUND, LEASE_LOST, TASK_GONE, RESULT_KIND_MISMATCH,
 * RESULT_INCONSISTENT.
 */
export function completeTask(
  deps: AppDeps,
  actor: Actor,
  input: CompleteTask,
): Promise<{ accepted: boolean; duplicate: boolean }> {
  const { lease_id, outcome } = input;
  return onJob(deps, actor, input.job_id, async (tx, job) => {
    const task = await findTask(tx.tasks, job.id, input.task_id);
    if (task.status === outcome.status && task.lease_id === lease_id) return { accepted: true, duplicate: true };
    const { client_session_id } = assertLeasedBy(task, lease_id);
    const { epoch, user_id } = job.record;
    if (task.epoch !== epoch) throw new AppError('TASK_GONE');
    if (!(await tx.tasks.finish(task.id, lease_id, outcome.status, job.now))) throw new AppError('LEASE_LOST');
    await tx.presence.beat({ job_id: job.id, client_session_id, user_id, at: job.now, closing: false });
    if (task.kind === 'model_call') await keepAnswer(tx, task, outcome);
    else await advance(deps, tx, job, await eventOf(deps, tx, job, task, outcome), actor);
    return { accepted: true, duplicate: false };
  });
}

/** An answer of the editor's model moves no job: the call that waits for it judges it like any other answer. */
async function keepAnswer(tx: Transaction, task: TaskRecord, outcome: TaskOutcome): Promise<void> {
  if (outcome.status === 'failed') return await tx.tasks.keepOutcome(task.id, { failure: outcome.failure });
  refuseOther(task, outcome.result);
  await tx.tasks.keepOutcome(task.id, { answer: outcome.result });
}

function refuseOther({ kind }: TaskRecord, result: TaskResult): void {
  if (result.kind === kind) return;
  throw new AppError('RESULT_KIND_MISMATCH', `The task is "${kind}", the result is "${result.kind}".`);
}

function eventOf(
  deps: AppDeps,
  tx: Transaction,
  job: LockedJob,
  task: TaskRecord,
  outcome: TaskOutcome,
): RefactorEvent | Promise<RefactorEvent> {
  if (outcome.status === 'failed') return failed(task, outcome.failure);
  refuseOther(task, outcome.result);
  return takeResult(deps, tx, job, task, outcome.result);
}

function failed({ kind }: TaskRecord, { code, message, retryable }: TaskFailure): RefactorEvent {
  return { type: 'task_failed', kind, code, message, retryable };
}
