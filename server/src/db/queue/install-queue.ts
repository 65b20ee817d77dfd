import { PgBoss } from 'pg-boss';
import { ACTIVITIES, DEAD_ACTIVITIES, QUEUE_SCHEMA, TIMERS } from './queue-names.ts';

/**
 * Makes or updates the queue's schema and its queues. A migration step: processes that serve or work only check it.
 * Entries carry ids only and are of no use once they are done, so they go after an hour.
 */
export async function installQueue(direct_url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: direct_url,
    schema: QUEUE_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
    application_name: 'iama-migrate',
  });
  const errors: unknown[] = [];
  boss.on('error', (error) => errors.push(error));
  await boss.start();
  try {
    await ensureQueue(boss, DEAD_ACTIVITIES, { retryLimit: 100, retryDelay: 1, retryBackoff: true, retryDelayMax: 60 });
    await ensureQueue(boss, ACTIVITIES, {
      notify: true,
      retryLimit: 3,
      retryDelay: 0,
      // The least it allows: a worker that was killed is noticed about this long after.
      heartbeatSeconds: 10,
      expireInSeconds: 900,
      deadLetter: DEAD_ACTIVITIES,
    });
    await ensureQueue(boss, TIMERS, {
      retryLimit: 100,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 60,
      // Timers may wait for as long as a person takes.
      retentionSeconds: 90 * 24 * 3600,
    });
  } finally {
    await boss.stop({ graceful: false });
  }
  if (errors.length > 0) throw new AggregateError(errors, 'The queue could not be installed');
}

type QueueOptions = NonNullable<Parameters<PgBoss['updateQueue']>[1]>;

async function ensureQueue(boss: PgBoss, name: string, options: QueueOptions): Promise<void> {
  const wanted: QueueOptions = { deleteAfterSeconds: 3600, ...options };
  const { deadLetter, heartbeatSeconds, retryDelayMax, ...plain } = wanted;
  await boss.createQueue(name, {
    ...plain,
    ...(deadLetter ? { deadLetter } : {}),
    ...(heartbeatSeconds ? { heartbeatSeconds } : {}),
    ...(retryDelayMax ? { retryDelayMax } : {}),
  });
  // Creating one that exists changes nothing, so its options are set again.
  await boss.updateQueue(name, wanted);
}
