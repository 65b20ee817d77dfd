import { GRACE_MS } from '../../domain/refactor/timers.ts';
import type { Actor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';
import { onJob } from '../jobs/on-job.ts';
import { noteAbsence } from './note-absence.ts';
import { noteClient } from './note-client.ts';

export interface HeartbeatJob {
  readonly job_id: string;
  readonly client_session_id: string;
  readonly status: 'alive' | 'closing';
  readonly gap?: { readonly ms: number; readonly cause: 'sleep' | 'network' } | undefined;
}

/** Milliseconds; `grace_deadline_at` is null unless the job is counting down. */
export interface HeartbeatAnswer {
  interval_ms: number;
  grace_ms: number;
  grace_deadline_at: string | null;
}

/** NOT_FOUND. */
export function heartbeatJob(deps: AppDeps, actor: Actor, input: HeartbeatJob): Promise<HeartbeatAnswer> {
  return onJob(deps, actor, input.job_id, async (tx, job) => {
    if (input.status === 'alive') {
      await noteClient(deps, tx, job, input.client_session_id);
    } else {
      const { user_id } = job.record;
      const { client_session_id } = input;
      await tx.presence.beat({ job_id: job.id, client_session_id, user_id, at: job.now, closing: true });
      await noteAbsence(deps, tx, job, 'closed');
    }
    if (input.gap) {
      const seconds = Math.round(input.gap.ms / 1000);
      const why = input.gap.cause === 'sleep' ? 'it was asleep' : 'it had no network';
      const message = `Nothing was heard from the client for ${seconds} s: ${why}.`;
      job.log({ type: 'log_line', level: 'info', data: { message, source: 'client' } });
    }
    return {
      interval_ms: deps.policy.beat_interval_ms,
      grace_ms: deps.policy.timer_ms['client_heartbeat_lost'] ?? GRACE_MS,
      grace_deadline_at: job.record.grace_deadline_at?.toISOString() ?? null,
    };
  });
}
