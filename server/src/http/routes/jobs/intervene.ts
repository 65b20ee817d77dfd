import { intervene } from '../../../app/jobs/intervene.ts';
import { answer } from '../../handler.ts';

export const jobsIntervene = answer('jobs.intervene', ({ app, actor, params, body }) =>
  intervene(app, actor, { ...params, ...body }),
);
