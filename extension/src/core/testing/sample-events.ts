import { JobEvent } from '@iama/contracts/job/event';
import type { NewJobEvent } from '@iama/contracts/job/event';

const JOB = '019a0000-0000-7000-8000-000000000001';
const START_MS = Date.parse('2026-11-30T06:00:00.000Z');

/** Events of a job as they come over the wire: numbered from 1, one second apart. */
export function sampleEvents(...events: (Pick<NewJobEvent, 'type'> & { readonly data: object })[]): JobEvent[] {
  return events.map(({ type, data }, index) =>
    JobEvent.parse({
      job_id: JOB,
      seq: index + 1,
      at: new Date(START_MS + index * 1000).toISOString(),
      type,
      level: 'info',
      batch_id: null,
      data,
    }),
  );
}

export function entered(to: string, from: string | null = 'PENDING') {
  return { type: 'state_change', data: { from, to, epoch: 1, event: 'next', failure: null } } as const;
}

export function attemptStarts(attempt: number) {
  return { type: 'attempt_start', data: { attempt, healing: attempt > 1 } } as const;
}

export function attemptEnds(attempt: number, data: object = {}) {
  const verdict = { attempt, verdict: 'regressed', failed_tests: ['npm::test/a.test.js::adds'], fingerprint: 'f00d' };
  return { type: 'attempt_end', data: { ...verdict, ...data } } as const;
}
