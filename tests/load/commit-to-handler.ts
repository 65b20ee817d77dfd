import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connect } from '@iama/server/db/connect';
import { openQueue } from '@iama/server/db/queue/open-queue';
import { queueIn } from '@iama/server/db/queue/queue-in';
import { sql } from 'drizzle-orm';
import { percentile } from './report.ts';
import type { Figure } from './report.ts';
import { silentLog } from './silent-log.ts';

const SAMPLES = 400;
const PAUSE_MS = 25;
const WARM_UP = 40;

/** From the commit of the transaction that asks for an activity until its handler runs in another process. */
export async function measureCommitToHandler(url: string): Promise<Figure> {
  const worker = fork(fileURLToPath(new URL('commit-to-handler.worker.ts', import.meta.url)), [url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const boss = await openQueue({ direct_url: url, works: false, max_connections: 2 }, silentLog);
  const connection = connect(url, { max: 2, application: 'bench' });
  try {
    await once(worker, 'message');
    const queue = await sample(worker, (id) =>
      connection.db.transaction(async (tx) => {
        await queueIn(boss)(tx).enqueueActivity({ id, job_id: id, activity: 'bench', epoch: 1, params: {} });
      }),
    );
    const bare = await sample(worker, (id) =>
      connection.db.transaction(async (tx) => {
        await tx.execute(sql`INSERT INTO bench_yardstick (id) VALUES (${id})`);
        await tx.execute(sql`SELECT pg_notify('bench_yardstick', ${id})`);
      }),
    );
    return {
      name: 'commit → handler, p95',
      value: percentile(queue, 0.95),
      limit: 6,
      unit: 'ms',
      yardstick: { name: 'a bare table with NOTIFY', value: percentile(bare, 0.95) },
      samples: queue.length,
    };
  } finally {
    worker.kill();
    await connection.close();
    await boss.stop({ graceful: false });
  }
}

async function sample(worker: ChildProcess, commit: (id: string) => Promise<void>): Promise<number[]> {
  const latencies: number[] = [];
  for (let index = 0; index < SAMPLES + WARM_UP; index += 1) {
    const id = randomUUID();
    const heard = new Promise<number>((resolve) => {
      const listen = (message: { id: string; at: number }) => {
        if (message.id !== id) return;
        worker.off('message', listen);
        resolve(message.at);
      };
      worker.on('message', listen);
    });
    await commit(id);
    // The monotonic clock is the machine's, so two processes may be compared. The handler may be ahead of our answer.
    const committed = Number(process.hrtime.bigint()) / 1e6;
    const latency = Math.max(0, (await heard) - committed);
    if (index >= WARM_UP) latencies.push(latency);
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_MS);
    });
  }
  return latencies;
}
