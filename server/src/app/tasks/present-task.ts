import type { LeasedTask, Task } from '@iama/contracts/task/task';
import type { Lease, TaskRecord } from '../ports/task-store.ts';

export function presentTask(task: TaskRecord): Task {
  const { id, job_id, kind, status, epoch, offer, lease_expires_at, created_at } = task;
  return {
    id,
    job_id,
    kind,
    status,
    epoch,
    offer,
    lease_expires_at: lease_expires_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  };
}

export function presentLease(task: TaskRecord, lease: Lease, heartbeat_ms: number): LeasedTask {
  const { lease_id, lease_expires_at } = lease;
  const { payload } = task;
  if (payload === null) throw new Error(`Task ${task.id} is leased, and what it asks is gone`);
  return {
    task: presentTask({ ...task, status: 'leased', lease_expires_at }),
    lease_id,
    heartbeat_ms,
    payload,
  };
}
