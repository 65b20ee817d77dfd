import { connect } from '@iama/server/db/connect';
import { openQueue } from '@iama/server/db/queue/open-queue';
import { pgWorkSource } from '@iama/server/db/queue/work-source.pg';
import { sql } from 'drizzle-orm';
import { silentLog } from './silent-log.ts';

const url = process.argv[2];
if (url === undefined) throw new Error('The database URL is missing');

const tell = (id: string) => process.send?.({ id, at: Number(process.hrtime.bigint()) / 1e6 });

const { db } = connect(url, { max: 2, application: 'bench-worker' });
await db.execute(sql`CREATE TABLE IF NOT EXISTS bench_yardstick (id uuid PRIMARY KEY)`);
await db.$client.listen('bench_yardstick', tell);
const boss = await openQueue({ direct_url: url, works: true, max_connections: 4 }, silentLog);
await pgWorkSource(boss).start({
  activity(request) {
    tell(request.id);
    return Promise.resolve();
  },
  activityGaveUp: () => Promise.resolve(),
  timer: () => Promise.resolve(),
});
process.send?.({ id: 'ready', at: 0 });
