import { quarantineTests } from '../../../app/jobs/quarantine-tests.ts';
import { answer } from '../../handler.ts';

export const jobsQuarantineTests = answer('jobs.quarantine_tests', ({ app, actor, params, body }) =>
  quarantineTests(app, actor, { ...params, ...body }),
);
