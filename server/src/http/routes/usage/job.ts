import { getJobUsage } from '../../../app/usage/get-job-usage.ts';
import { answer } from '../../handler.ts';

export const usageJob = answer('usage.job', ({ app, actor, params }) => getJobUsage(app, actor, params));
