import { listAttempts } from '../../../app/jobs/list-attempts.ts';
import { answer } from '../../handler.ts';

export const jobsAttempts = answer('jobs.attempts', ({ app, actor, params, query }) =>
  listAttempts(app, actor, { ...params, ...query }),
);
