import { forceTerminateJob } from '../../../app/jobs/force-terminate-job.ts';
import { answer } from '../../handler.ts';

export const jobsForceTerminate = answer('jobs.force_terminate', ({ app, actor, params }) =>
  forceTerminateJob(app, actor, params),
);
