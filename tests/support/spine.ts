import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@iama/server/app/actor';
import type { AppDeps } from '@iama/server/app/deps';
import { DEFAULT_POLICY } from '@iama/server/app/policy';
import type { SpinePolicy } from '@iama/server/app/policy';
import { fileContents } from '@iama/server/integrations/contents/file-contents';
import type { Clock } from '@iama/server/app/ports/clock';
import type { ContentStore } from '@iama/server/app/ports/content-store';
import type { Log } from '@iama/server/app/ports/log';
import { connect } from '@iama/server/db/connect';
import type { Database } from '@iama/server/db/connect';
import { pgEventFeed } from '@iama/server/db/feed/event-feed.pg';
import type { PgEventFeed } from '@iama/server/db/feed/event-feed.pg';
import { openQueue } from '@iama/server/db/queue/open-queue';
import { queueIn } from '@iama/server/db/queue/queue-in';
import { pgWorkSource } from '@iama/server/db/queue/work-source.pg';
import { users } from '@iama/server/db/schema/users';
import { pgStore } from '@iama/server/db/store.pg';
import { systemClock, systemDigest, systemIds } from '@iama/server/system';
import { startWorker } from '@iama/server/worker/start-worker';
import type { ModelSettings } from '@iama/server/model/model-settings';
import { modelParts } from './model-parts.ts';
import type { ModelOptions } from './model-parts.ts';
import { freshDatabase, leftOpen } from './postgres.ts';

/** The spine as it is composed, on a database of its own. */
export interface Spine extends AppDeps {
  readonly url: string;
  readonly db: Database;
  readonly feed: PgEventFeed;
  /** A new person with an organisation of their own. */
  newActor(): Promise<Actor>;
  close(): Promise<void>;
}

export interface SpineOptions {
  readonly policy?: Partial<SpinePolicy>;
  /** False where a test plays the worker itself. */
  readonly works?: boolean;
  readonly sweep_ms?: number;
  /** The machine's own unless a test moves it. */
  readonly clock?: Clock;
  readonly models?: readonly ModelSettings[];
  readonly model_options?: ModelOptions;
  /** Where large bodies stand; left out: files in a temporary folder. */
  readonly contents?: ContentStore;
}

const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export async function openSpine(options: SpineOptions = {}): Promise<Spine> {
  const { policy = {}, works = true, sweep_ms = 50 } = options;
  const database = await freshDatabase();
  const { url } = database;
  const connection = connect(url, { max: 8, application: 'iama-test' });
  const boss = await openQueue({ direct_url: url, works, max_connections: 6 }, SILENT);
  const folder = await mkdtemp(join(tmpdir(), 'iama-contents-'));
  const contents = options.contents ?? fileContents(folder);
  const store = pgStore(connection.db, queueIn(boss), contents);
  const deps: AppDeps = {
    store,
    models: modelParts(options.models ?? [], { store }, options.model_options),
    clock: options.clock ?? systemClock,
    ids: systemIds,
    digest: systemDigest,
    contents,
    log: SILENT,
    policy: { ...DEFAULT_POLICY, ...policy },
  };
  const feed = await pgEventFeed({ db: connection.db, direct_url: url, log: SILENT });
  const worker = works ? await startWorker(deps, pgWorkSource(boss), { sweep_ms }) : null;
  leftOpen.add(close);
  return {
    ...deps,
    url,
    db: connection.db,
    feed,
    newActor: () => newActor(connection.db),
    close,
  };

  async function close(): Promise<void> {
    leftOpen.delete(close);
    await feed.close();
    if (worker) await worker.stop(2000);
    else await boss.stop({ graceful: false });
    await connection.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function newActor(db: Database): Promise<Actor> {
  const [user_id, org_id, now] = [randomUUID(), randomUUID(), new Date()];
  await db.insert(users).values({
    id: user_id,
    org_id,
    email: `${user_id}@example.test`,
    password_hash: 'none',
    created_at: now,
    updated_at: now,
  });
  return { user_id, org_id, tier: 'FREE' };
}
