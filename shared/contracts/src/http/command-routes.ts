import type { JobCommand } from '../job/state.ts';
import type { RouteId } from './routes.ts';

/**
 * The route that sends each command. Statecharts know commands for which there is none, because the steps that they lead
 * to are not offered: `deep_fix` and `escalate` need a stronger repair than a recipe, and `stop_repair` one that is
 * worth stopping. A job never lists such a command among its `accepted_events`.
 */
export const COMMAND_ROUTES = {
  start: 'jobs.start',
  select_proposal: 'proposals.select',
  edit_spec: 'spec.edit',
  approve_spec: 'spec.approve',
  revise_spec: 'spec.revise',
  quarantine_tests: 'jobs.quarantine_tests',
  retry: 'jobs.retry',
  cancel: 'jobs.cancel',
  force_terminate: 'jobs.force_terminate',
  apply_delivery: 'delivery.apply',
  request_changes: 'delivery.request_changes',
  revert_delivery: 'delivery.revert',
} as const satisfies Partial<Record<JobCommand, RouteId>>;
