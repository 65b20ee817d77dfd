import { cancelJob } from '../../../app/jobs/cancel-job.ts';
import { answer } from '../../handler.ts';

export const jobsCancel = answer('jobs.cancel', ({ app, actor, params }) => cancelJob(app, actor, params));
