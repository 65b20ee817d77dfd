import type { PgBoss } from 'pg-boss';
import type { ActivityRequest } from '../../app/ports/queue.ts';
import type { FiredTimer, WorkSource } from '../../app/ports/work-source.ts';
import { ACTIVITIES, DEAD_ACTIVITIES, TIMERS } from './queue-names.ts';

/** Activities one worker process does at a time. One NOTIFY wakes every idle slot, so keep it modest. */
const ACTIVITY_SLOTS = 4;

/** The least that pg-boss allows. */
const POLL_S = 0.5;

/**
 * Seconds between two looks for what nobody announces: what a dead worker left. One slot looks often, and takes over at
 * once; the others look for it while that one is busy, so that a worker with nothing to do asks no more than needed.
 */
function backstop(slot: number): number {
  return slot === 0 ? POLL_S : 4;
}

export function pgWorkSource(boss: PgBoss): WorkSource {
  return {
    async start(handlers) {
      for (let slot = 0; slot < ACTIVITY_SLOTS; slot += 1) {
        await workOn<ActivityRequest>(
          boss,
          ACTIVITIES,
          // A cancelled activity learns of it at its next heartbeat.
          { pollingIntervalSeconds: POLL_S, notifyPollingIntervalSeconds: backstop(slot), heartbeatRefreshSeconds: 2 },
          (job) => handlers.activity(job.data, job.signal),
        );
      }
      await workOn<ActivityRequest>(boss, DEAD_ACTIVITIES, { pollingIntervalSeconds: POLL_S }, (job) =>
        handlers.activityGaveUp(job.data),
      );
      // Entries that start later are found by polling only.
      await workOn<FiredTimer>(boss, TIMERS, { pollingIntervalSeconds: POLL_S }, (job) => handlers.timer(job.data));
    },

    async stop(timeout_ms) {
      const drained = Promise.all(
        [ACTIVITIES, DEAD_ACTIVITIES, TIMERS].map((name) => boss.offWork(name, { wait: true })),
      );
      await Promise.race([drained, after(timeout_ms)]);
      // Whatever still runs goes back to the queue and is another worker's.
      await boss.stop({ graceful: false });
    },
  };
}

interface Entry<T> {
  readonly data: T;
  readonly signal: AbortSignal;
}

async function workOn<T extends object>(
  boss: PgBoss,
  queue: string,
  options: Parameters<PgBoss['work']>[1] & object,
  handle: (entry: Entry<T>) => Promise<void>,
): Promise<void> {
  const slot = await boss.work<T, undefined>(queue, { ...options, batchSize: 1 }, async (entries) => {
    try {
      for (const entry of entries) await handle(entry);
    } finally {
      // A slot fetches once when it is woken and then sleeps, whatever waits: so each handler wakes its own slot.
      boss.notifyWorker(slot);
    }
    return undefined;
  });
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
