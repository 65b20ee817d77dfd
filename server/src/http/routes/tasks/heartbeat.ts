import { heartbeatTask } from '../../../app/tasks/heartbeat-task.ts';
import { answer } from '../../handler.ts';

export const tasksHeartbeat = answer('tasks.heartbeat', ({ app, actor, params, body }) =>
  heartbeatTask(app, actor, { ...params, ...body }),
);
