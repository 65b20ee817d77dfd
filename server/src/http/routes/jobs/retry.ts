import { retryJob } from '../../../app/jobs/retry-job.ts';
import { answer } from '../../handler.ts';

export const jobsRetry = answer('jobs.retry', ({ app, actor, params }) => retryJob(app, actor, params));
