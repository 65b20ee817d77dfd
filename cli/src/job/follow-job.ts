import { workJob } from '@iama/client/job/work-job';
import type { JobWorker } from '@iama/client/job/work-job';
import type { JobEvent } from '@iama/contracts/job/event';
import { executeTask } from '@iama/runner/tasks/execute-task';
import { STATE_WORDS } from '../views/state-words.ts';
import { executionOf } from './execution-of.ts';
import { fetchDraft, fetchPatch, fetchWrittenTests } from './fetch-artifact.ts';
import type { JobContext } from './job-context.ts';
import type { StatusLine } from './status-line.ts';

export interface FollowedJob extends JobWorker {
  /** Resolves when the job has changed its state since the last call, or rejects when following is over. */
  changed(): Promise<void>;
}

/** Be this job's client: show what happens, do its tasks on this machine, and tell when it has moved on. */
export function followJob(
  context: JobContext,
  job_id: string,
  client_session_id: string,
  after: number,
  status: StatusLine,
  onEvent: (event: JobEvent) => void,
): FollowedJob {
  const { client, terminal, workspace, folders } = context;
  let pending = true;
  let wake = (): void => {};
  let taken = false;
  const worker = workJob(client, {
    job_id,
    client_session_id,
    after,
    execute: async (leased, { signal, progress }) =>
      await executeTask(leased.payload, {
        workspace,
        data_dir: folders.data,
        job_id,
        execution: await executionOf(context, job_id, signal),
        signal,
        progress,
        fetchPatch: (artifact_id) => fetchPatch(client, job_id, artifact_id),
        fetchDraft: (artifact_id) => fetchDraft(client, job_id, artifact_id),
        fetchWrittenTests: (artifact_id) => fetchWrittenTests(client, job_id, artifact_id),
      }),
    onEvent(event) {
      terminal.record({ type: 'event', event });
      if (event.type === 'state_change') {
        status.begin(STATE_WORDS[event.data.to]);
        pending = true;
        wake();
      }
      onEvent(event);
    },
    onStatus(connection) {
      if (connection === 'reconnecting') status.note('the server does not answer; trying again');
      if (connection === 'polling')
        status.note('asking for news instead of streaming: something holds the stream back');
    },
    onTaskProgress: (_, line) => status.note(line),
    onTaskEnd(_, end) {
      if (end === 'taken' && !taken) {
        taken = true;
        terminal.remark(
          'TASK_LEASED: another client is doing this job’s work. Following along; its work comes here if it stops.',
        );
      }
      if (end === 'lost') terminal.remark('LEASE_LOST: the lease of a task ran out; its work is done again.');
    },
  });
  return {
    ...worker,
    async changed() {
      while (!pending) {
        await Promise.race([
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
          aborted(context.interrupt),
          worker.ended,
        ]);
        if (context.interrupt.aborted) return;
      }
      pending = false;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
