import type { Job } from '@iama/contracts/job/job';
import type { AppDeps } from '../deps.ts';
import type { JobRecord } from '../ports/job-store.ts';
import type { PresenceReads, PresenceRecord } from '../ports/presence-store.ts';
import { acceptedEvents } from './accepted-events.ts';

type PresentDeps = Pick<AppDeps, 'clock' | 'policy'>;

/** Jobs as clients see them, with what each accepts now. */
export async function presentJobs(
  deps: PresentDeps,
  presence: PresenceReads,
  jobs: readonly JobRecord[],
): Promise<Job[]> {
  const records = await presence.of(jobs.map((job) => job.id));
  return jobs.map((job) => present(deps, job, records.get(job.id)));
}

export async function presentJob(deps: PresentDeps, presence: PresenceReads, job: JobRecord): Promise<Job> {
  const records = await presence.of([job.id]);
  return present(deps, job, records.get(job.id));
}

function present(deps: PresentDeps, job: JobRecord, presence: PresenceRecord | undefined): Job {
  const { id, kind, project_id, recipe_id, target, execution_mode, state, epoch, level, attempt, failure } = job;
  return {
    id,
    kind,
    project_id,
    recipe_id,
    goal: job.goal,
    target,
    execution_mode,
    state,
    epoch,
    level,
    attempt,
    failure,
    accepted_events: acceptedEvents(job),
    deadline_at: instant(job.deadline_at),
    presence: {
      required: job.client_needed_since !== null,
      status: presenceStatus(deps, job, presence),
      last_seen_at: instant(presence?.last_seen_at ?? null),
      grace_deadline_at: instant(job.grace_deadline_at),
    },
    delivery_status: job.delivery_status,
    last_seq: job.last_seq,
    created_at: job.created_at.toISOString(),
    updated_at: job.updated_at.toISOString(),
    ended_at: instant(job.ended_at),
  };
}

function presenceStatus(
  deps: PresentDeps,
  job: JobRecord,
  presence: PresenceRecord | undefined,
): Job['presence']['status'] {
  if (job.grace_deadline_at !== null) return 'grace';
  const seen = presence?.open_seen_at?.getTime() ?? 0;
  return deps.clock.now().getTime() - seen <= deps.policy.beat_missed_ms ? 'present' : 'absent';
}

function instant(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
