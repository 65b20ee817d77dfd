import type { JobEvent } from '@iama/contracts/job/event';
import type { Progress } from '@iama/contracts/job/evidence';
import { cleanLine } from '../terminal/clean-line.ts';
import { STATE_WORDS } from './state-words.ts';

const PROGRESS_WORDS: Readonly<Record<Progress, string>> = {
  first: '',
  same: ', the same way as before',
  better: ', in another way, and fewer than before',
  different: ', in another way than before',
  worse: ', in another way, and more than before',
};

/** An event of the log as one line for people, without its time. */
export function eventText(event: JobEvent): string {
  switch (event.type) {
    case 'state_change':
      return `${event.data.to}: ${STATE_WORDS[event.data.to]}${event.data.failure ? ` (${event.data.failure.code})` : ''}`;
    case 'log_line':
      return cleanLine(event.data.message);
    case 'attempt_start':
      return `attempt ${event.data.attempt} begins${event.data.healing ? ', after what failed' : ''}`;
    case 'attempt_end': {
      const { attempt, verdict, failed_tests, timed_out, progress, breaches } = event.data;
      const names = [...new Set(breaches.map(({ name }) => name))];
      const tampers = names.length > 0 ? `, tampers with the tests (${names.join(', ')})` : '';
      const slow = timed_out.length > 0 ? ` (${timed_out.length} TIMEOUT_EXECUTION)` : '';
      const failed = failed_tests.length > 0 ? `, ${failed_tests.length} failed${slow}` : '';
      return `attempt ${attempt}: ${verdict}${failed}${tampers}${progress === null ? '' : PROGRESS_WORDS[progress]}`;
    }
    case 'heartbeat_status':
      return heartbeatText(event.data);
    case 'deep_fix_start':
      return 'repair begins with a fresh context';
    case 'spec_updated':
      return `specification revision ${event.data.revision}${event.data.approved ? ' approved' : ''}`;
    case 'artifact_ready':
      return `${event.data.kind.replaceAll('_', ' ')} is ready (${event.data.bytes} bytes)`;
    case 'batch':
      return `batch ${event.data.status}`;
    case 'task_requested':
      return `work for this machine: ${event.data.kind}${event.data.offer > 1 ? ` (offer ${event.data.offer})` : ''}`;
    case 'cost':
      return `${event.data.credits} credits`;
    case 'completion':
      return cleanLine(event.data.summary);
  }
}

function heartbeatText(data: Extract<JobEvent, { type: 'heartbeat_status' }>['data']): string {
  if (data.status === 'RECOVERED') return 'the client is back';
  if (data.status === 'LOST') return 'the client did not come back in time';
  const until = data.grace_deadline_at === null ? '' : ` until ${data.grace_deadline_at.slice(11, 19)} UTC`;
  return `the client is away (${data.cause}); the job waits for it${until}`;
}

/** With time and level, for `iama logs`. */
export function eventLine(event: JobEvent): string {
  const mark = { debug: ' ', info: ' ', warn: '!', error: 'x' }[event.level];
  return `${String(event.seq).padStart(4)} ${event.at.slice(11, 19)} ${mark} ${eventText(event)}`;
}
