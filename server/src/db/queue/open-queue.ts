import { PgBoss } from 'pg-boss';
import type { Log } from '../../app/ports/log.ts';
import { QUEUE_SCHEMA } from './queue-names.ts';

export interface QueueOptions {
  /** Not through a pooler: LISTEN receives nothing there, without an error. */
  readonly direct_url: string;
  /** Workers also look after entries whose worker died. */
  readonly works: boolean;
  readonly max_connections: number;
}

/** Connects to an installed queue. Rejects when the migrations have not made it. */
export async function openQueue(options: QueueOptions, log: Log): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: options.direct_url,
    application_name: 'iama-queue',
    schema: QUEUE_SCHEMA,
    max: options.max_connections,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: options.works,
    // Together with a heartbeat of 10 s: another worker takes over 10 to 12 s after a kill.
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    useListenNotify: options.works,
  });
  boss.on('error', (error) => log.error({ error: error.message }, 'The queue reported an error'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'The queue reported a warning'));
  await boss.start();
  return boss;
}
