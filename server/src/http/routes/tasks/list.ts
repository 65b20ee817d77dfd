import { listTasks } from '../../../app/tasks/list-tasks.ts';
import { answer } from '../../handler.ts';

export const tasksList = answer('tasks.list', ({ app, actor, params, query }) =>
  listTasks(app, actor, { ...params, ...query }),
);
