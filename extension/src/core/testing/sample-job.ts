import { Job } from '@iama/contracts/job/job';

const ID = '019a0000-0000-7000-8000-000000000001';

/** A job as the control plane sends it. */
export function sampleJob(change: Partial<Job> = {}): Job {
  return Job.parse({
    id: ID,
    kind: 'refactor',
    project_id: ID,
    recipe_id: 'unused-code',
    target: { kind: 'folder', path: 'src' },
    execution_mode: 'LOCAL_NATIVE',
    state: 'ANALYZING',
    epoch: 1,
    accepted_events: ['cancel'],
    level: null,
    attempt: 0,
    failure: null,
    deadline_at: null,
    presence: { required: true, status: 'present', last_seen_at: null, grace_deadline_at: null },
    delivery_status: 'none',
    last_seq: 3,
    created_at: '2026-11-30T06:00:00.000Z',
    updated_at: '2026-11-30T06:00:00.000Z',
    ended_at: null,
    ...change,
  });
}
