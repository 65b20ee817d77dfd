import type { JobEvent } from '@iama/contracts/job/event';
import { redactText } from './redact-text.ts';
import type { Private } from './redact-text.ts';

/** One line of an event: what it is about, in numbers and names that are ours. */
export function eventSummary(event: JobEvent, known: Private): string {
  switch (event.type) {
    case 'state_change': {
      const { from, to, epoch, event: cause, failure } = event.data;
      const why = failure ? `, ${failure.code}` : '';
      return `${from ?? 'new'} → ${to} (${redactText(cause, known)}, epoch ${epoch}${why})`;
    }
    case 'log_line':
      return `${redactText(event.data.source.replace(':', ' '), known)}: ${redactText(event.data.message, known)}`;
    case 'attempt_start':
      return `attempt ${event.data.attempt}${event.data.healing ? ', healing' : ''}`;
    case 'attempt_end': {
      const { attempt, verdict, failed_tests, excluded, fingerprint } = event.data;
      const print = fingerprint === null ? '' : `, pattern ${fingerprint.replaceAll(/[^\da-f]/gi, '').slice(0, 12)}`;
      return `attempt ${attempt} ${verdict}, ${failed_tests.length} failed, ${excluded.length} left out${print}`;
    }
    case 'heartbeat_status':
      return `${event.data.status} (${event.data.cause}), until ${event.data.grace_deadline_at ?? 'now'}`;
    case 'deep_fix_start':
      return event.data.model_upgraded ? 'another model' : 'the same model';
    case 'spec_updated':
      return `revision ${event.data.revision}${event.data.approved ? ', approved' : ''}`;
    case 'artifact_ready':
      return `${redactText(event.data.kind, known)}, ${event.data.bytes} bytes`;
    case 'batch':
      return redactText(event.data.status, known);
    case 'task_requested':
      return `${event.data.kind}, offer ${event.data.offer}`;
    case 'cost':
      return `${event.data.credits} credits`;
    case 'completion':
      return `${event.data.state}${event.data.failure ? `, ${event.data.failure.code}` : ''}`;
  }
}
