import { listJobs } from '../../../app/jobs/list-jobs.ts';
import { answer } from '../../handler.ts';

export const jobsList = answer('jobs.list', ({ app, actor, query }) => listJobs(app, actor, query));
