import { releaseTask } from '../../../app/tasks/release-task.ts';
import { answer } from '../../handler.ts';

export const tasksRelease = answer('tasks.release', async ({ app, actor, params, body }) => {
  await releaseTask(app, actor, { ...params, ...body });
  return undefined;
});
