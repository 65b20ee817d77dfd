import type { JobEvent } from '@iama/contracts/job/event';
import type { Progress } from '@iama/contracts/job/evidence';

const COMPARED: Readonly<Record<Progress, string>> = {
  first: '',
  same: ', the same failure as before',
  better: ', another failure, fewer tests',
  different: ', another failure',
  worse: ', another failure, more tests',
};

/** One line for a person. */
export function describeEvent(event: JobEvent): string {
  switch (event.type) {
    case 'state_change':
      return `${event.data.from ?? 'new'} → ${event.data.to}${event.data.failure ? `: ${event.data.failure.title}` : ''}`;
    case 'log_line':
      return event.data.message;
    case 'attempt_start':
      return `Attempt ${event.data.attempt}${event.data.healing ? ', healing' : ''}`;
    case 'attempt_end':
      return `Attempt ${event.data.attempt}: ${event.data.verdict}${failed(event.data.failed_tests)}${tampering(event.data.breaches)}${event.data.progress === null ? '' : COMPARED[event.data.progress]}`;
    case 'heartbeat_status':
      return `Client ${event.data.status.toLowerCase().replace('_', ' ')} (${event.data.cause})`;
    case 'task_requested':
      return `${event.data.kind}${event.data.offer > 1 ? `, offer ${event.data.offer}` : ''}`;
    case 'artifact_ready':
      return `${event.data.kind}, ${event.data.bytes.toLocaleString()} bytes`;
    case 'spec_updated':
      return `Revision ${event.data.revision}${event.data.approved ? ' approved' : ''}`;
    case 'completion':
      return event.data.summary;
    case 'deep_fix_start':
      return 'Deep fix with a cleared context';
    case 'batch':
      return event.data.status;
    case 'cost':
      return `${event.data.credits} credits`;
  }
}

function tampering(breaches: readonly { readonly name: string }[]): string {
  const names = new Set(breaches.map(({ name }) => name));
  return names.size === 0 ? '' : `, tampers with the tests: ${[...names].join(', ')}`;
}

function failed(tests: readonly string[]): string {
  return tests.length === 0 ? '' : ` (${tests.length} failed)`;
}
