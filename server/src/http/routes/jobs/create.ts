import { createJob } from '../../../app/jobs/create-job.ts';
import { answer } from '../../handler.ts';

export const jobsCreate = answer('jobs.create', ({ app, actor, body }) => createJob(app, actor, body));
