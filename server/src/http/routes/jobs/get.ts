import { getJob } from '../../../app/jobs/get-job.ts';
import { answer } from '../../handler.ts';

export const jobsGet = answer('jobs.get', ({ app, actor, params }) => getJob(app, actor, params));
