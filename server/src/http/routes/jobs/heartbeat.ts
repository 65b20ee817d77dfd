import { heartbeatJob } from '../../../app/presence/heartbeat-job.ts';
import { answer } from '../../handler.ts';

export const jobsHeartbeat = answer('jobs.heartbeat', ({ app, actor, params, body }) =>
  heartbeatJob(app, actor, { ...params, ...body }),
);
