import { openQueue } from '@iama/server/db/queue/open-queue';
import { pgWorkSource } from '@iama/server/db/queue/work-source.pg';

/** A worker process that takes an activity and never ends it. Its parent kills it. */
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const boss = await openQueue({ direct_url: process.argv[2] ?? '', works: true, max_connections: 4 }, log);

await pgWorkSource(boss).start({
  activity(request) {
    process.stdout.write(`${request.job_id}\n`);
    return new Promise(() => undefined);
  },
  activityGaveUp: () => Promise.reject(new Error('not this worker’s')),
  timer: () => Promise.reject(new Error('not this worker’s')),
});
