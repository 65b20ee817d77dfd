import { z } from 'zod';
import { Id, Instant } from '../../primitives.ts';
import { LeasedTask, Task, TaskOutcome, TaskStatus } from '../../task/task.ts';
import { route } from '../route.ts';
import { JobParams } from './jobs.ts';

const TaskParams = JobParams.extend({ task_id: Id });
const Lease = z.object({ lease_id: Id });

export const TASK_ROUTES = {
  'tasks.list': route({
    method: 'GET',
    path: '/api/v1/jobs/:job_id/tasks',
    summary: 'Work for the person’s machine, oldest first',
    auth: 'user',
    status: 200,
    params: JobParams,
    query: z.object({ status: TaskStatus.optional() }),
    response: z.object({ items: z.array(Task) }),
    errors: ['NOT_FOUND'],
  }),
  'tasks.lease': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/tasks/:task_id/lease',
    summary: 'Take it; the same client session gets its own lease again',
    auth: 'user',
    status: 200,
    params: TaskParams,
    body: z.object({ client_session_id: Id }),
    response: LeasedTask,
    errors: ['NOT_FOUND', 'TASK_LEASED', 'TASK_GONE'],
  }),
  'tasks.heartbeat': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/tasks/:task_id/heartbeat',
    summary: 'Still at it: the lease is renewed; progress lines go to the log',
    auth: 'user',
    status: 200,
    params: TaskParams,
    body: Lease.extend({ progress: z.array(z.string().max(2000)).max(50).default([]) }),
    response: z.object({ lease_expires_at: Instant }),
    errors: ['NOT_FOUND', 'LEASE_LOST', 'TASK_GONE'],
  }),
  'tasks.release': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/tasks/:task_id/release',
    summary: 'Give it back undone; it is offered again at once',
    auth: 'user',
    status: 204,
    params: TaskParams,
    body: Lease,
    response: z.undefined(),
    errors: ['NOT_FOUND', 'LEASE_LOST', 'TASK_GONE'],
  }),
  'tasks.complete': route({
    method: 'POST',
    path: '/api/v1/jobs/:job_id/tasks/:task_id/result',
    summary: 'Hand in the outcome; handing it in twice counts once',
    auth: 'user',
    status: 200,
    params: TaskParams,
    body: Lease.extend({ outcome: TaskOutcome }),
    response: z.object({ accepted: z.boolean(), duplicate: z.boolean() }),
    body_limit: 32 * 1024 * 1024,
    errors: [
      'NOT_FOUND',
      'LEASE_LOST',
      'TASK_GONE',
      'RESULT_KIND_MISMATCH',
      'RESULT_INCONSISTENT',
      'PAYLOAD_TOO_LARGE',
      'ARTIFACT_GONE',
    ],
  }),
} as const;
