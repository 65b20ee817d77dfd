import { startJob } from '../../../app/jobs/start-job.ts';
import { answer } from '../../handler.ts';

export const jobsStart = answer('jobs.start', ({ app, actor, params }) => startJob(app, actor, params));
