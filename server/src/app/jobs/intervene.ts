import type { Job } from '@iama/contracts/job/job';
import type { TimeoutChoice } from '@iama/contracts/test-run/failure-class';
import type { RefactorCommand } from '../../domain/refactor/events.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { assertStillCompares } from './assert-still-compares.ts';
import { sendCommand } from './send-command.ts';

export interface Intervention {
  readonly job_id: string;
  readonly command: 'retry' | 'escalate' | 'stop_repair' | TimeoutChoice;
  readonly clarification?: string | undefined;
  readonly test_timeout_ms?: number | undefined;
  readonly test_ids?: readonly string[] | undefined;
}

/**
 * The person answers a job that waits for them; audited. VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, NOTHING_LEFT_TO_COMPARE,
 * QUOTA_EXCEEDED.
 */
export async function intervene(deps: AppDeps, actor: Actor, input: Intervention): Promise<Job> {
  const event = eventOf(input);
  return await sendCommand(deps, actor, input.job_id, async (tx, job) => {
    if (event.type === 'skip_or_quarantine_test') await assertStillCompares(tx, job, event);
    return event;
  });
}

function eventOf({ command: type, clarification, test_timeout_ms, test_ids }: Intervention): RefactorCommand {
  if (test_timeout_ms !== undefined && type !== 'increase_timeout')
    throw goesWith('test_timeout_ms', 'increase_timeout');
  if (test_ids !== undefined && type !== 'skip_or_quarantine_test')
    throw goesWith('test_ids', 'skip_or_quarantine_test');
  switch (type) {
    case 'increase_timeout':
      return { type, ...(test_timeout_ms !== undefined && { test_timeout_ms }) };
    case 'skip_or_quarantine_test':
      return { type, ...(test_ids && { test_ids }) };
    case 'stop_repair':
      return { type };
    default:
      return { type, ...(clarification !== undefined && { clarification }) };
  }
}

function goesWith(field: string, command: TimeoutChoice): AppError {
  return new AppError('VALIDATION_FAILED', `"${field}" says how to ${command}. Leave it out, or send that command.`);
}
