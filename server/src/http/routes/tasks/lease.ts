import { leaseTask } from '../../../app/tasks/lease-task.ts';
import { answer } from '../../handler.ts';

export const tasksLease = answer('tasks.lease', ({ app, actor, params, body }) =>
  leaseTask(app, actor, { ...params, ...body }),
);
