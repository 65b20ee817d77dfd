import { completeTask } from '../../../app/tasks/complete-task.ts';
import { answer } from '../../handler.ts';

export const tasksComplete = answer('tasks.complete', ({ app, actor, params, body }) =>
  completeTask(app, actor, { ...params, ...body }),
);
