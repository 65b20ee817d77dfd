import { rerunTests } from '../../../app/jobs/rerun-tests.ts';
import { answer } from '../../handler.ts';

export const jobsRerunTests = answer('jobs.rerun_tests', ({ app, actor, params, body }) =>
  rerunTests(app, actor, { ...params, ...body }),
);
