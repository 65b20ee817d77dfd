import { deepFix } from '../../../app/jobs/deep-fix.ts';
import { answer } from '../../handler.ts';

export const jobsDeepFix = answer('jobs.deep_fix', ({ app, actor, params, body }) =>
  deepFix(app, actor, { ...params, ...body }),
);
