import type { JobCommand } from '../job/state.ts';
import type { RouteId } from './routes.ts';

/** The route that sends each command. */
export const COMMAND_ROUTES = {
  start: 'jobs.start',
  select_proposal: 'proposals.select',
  edit_spec: 'spec.edit',
  approve_spec: 'spec.approve',
  revise_spec: 'spec.revise',
  quarantine_tests: 'jobs.quarantine_tests',
  retry: 'jobs.retry',
  rerun_tests: 'jobs.rerun_tests',
  increase_timeout: 'jobs.intervene',
  skip_or_quarantine_test: 'jobs.intervene',
  continue_repair: 'jobs.intervene',
  deep_fix: 'jobs.deep_fix',
  escalate: 'jobs.intervene',
  stop_repair: 'jobs.intervene',
  cancel: 'jobs.cancel',
  force_terminate: 'jobs.force_terminate',
  apply_delivery: 'delivery.apply',
  request_changes: 'delivery.request_changes',
  revert_delivery: 'delivery.revert',
} as const satisfies Record<JobCommand, RouteId>;
