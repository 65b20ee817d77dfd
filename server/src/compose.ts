import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { AppError } from './app/app-error.ts';
import type { AuthDeps } from './app/auth/auth-deps.ts';
import type { AppDeps } from './app/deps.ts';
import { readKillSwitches } from './app/kill-switch/read-kill-switches.ts';
import type { ModelParts } from './app/models/model-parts.ts';
import { planEntitlements } from './app/models/plan-entitlements.ts';
import { DEFAULT_POLICY } from './app/policy.ts';
import type { ContentStore } from './app/ports/content-store.ts';
import type { Log } from './app/ports/log.ts';
import type { Store } from './app/ports/store.ts';
import { connect } from './db/connect.ts';
import type { Connection } from './db/connect.ts';
import { pgEventFeed } from './db/feed/event-feed.pg.ts';
import { pgIdempotentRuns } from './db/idempotent-runs.pg.ts';
import { openQueue } from './db/queue/open-queue.ts';
import { queueIn } from './db/queue/queue-in.ts';
import { pgWorkSource } from './db/queue/work-source.pg.ts';
import { schemaVersion } from './db/schema-version.ts';
import { pgStore } from './db/store.pg.ts';
import { accountStore } from './db/stores/account-store.pg.ts';
import { adminStore } from './db/stores/admin-store.pg.ts';
import { callSwitch } from './domain/kill-switch/find-switch.ts';
import type { HttpSettings } from './http/http-deps.ts';
import { argon2PasswordHasher } from './integrations/crypto/argon2-password-hasher.ts';
import { hmacLinks } from './integrations/crypto/hmac-links.ts';
import { jwtAccessTokens } from './integrations/crypto/jwt-access-tokens.ts';
import { randomRefreshSecrets } from './integrations/crypto/random-refresh-secrets.ts';
import { cockatielGuard } from './model/cockatiel-guard.ts';
import type { ModelSettings } from './model/model-settings.ts';
import { pollSwitches } from './model/poll-switches.ts';
import { sdkModelPort } from './model/sdk-model-port.ts';
import { requireSchema } from './require-schema.ts';
import type { StopPhase } from './stop-in-phases.ts';
import { systemClock, systemDigest, systemIds, systemPause } from './system.ts';

export interface Parts {
  readonly database: { readonly url: string; readonly direct_url: string; readonly pooled: boolean };
  readonly connections: number;
  readonly expected_schema: number;
  readonly log: Log;
  readonly contents: ContentStore;
  readonly models: readonly ModelSettings[];
  /** Serve requests: needs a key to sign access tokens with. */
  readonly serve: { readonly signing_key: KeyObject; readonly settings: HttpSettings } | null;
  /** Work off the queue. */
  readonly work: boolean;
}

export interface Composed {
  readonly http: FastifyInstance | null;
  readonly auth: AuthDeps | null;
  /** In the order in which they must be run. */
  readonly stop: readonly StopPhase[];
}

const WORKER_PATIENCE_MS = 5_000;

/** Builds the adapters and hands them to the use cases: the only place that knows both. */
export async function compose(parts: Parts): Promise<Composed> {
  const { database, log } = parts;
  const stop: StopPhase[] = [];
  const before = (name: string, run: () => Promise<unknown>) => void stop.unshift({ name, run });
  try {
    const connection = connect(database.url, { pooled: database.pooled, max: parts.connections, application: 'iama' });
    before('database connections', () => connection.close());
    await requireSchema(connection, parts.expected_schema);

    const boss = await openQueue(
      { direct_url: database.direct_url, works: parts.work, max_connections: parts.work ? 4 : 2 },
      log,
    );
    before('queue', () => boss.stop({ graceful: false }));

    const queue = queueIn(boss);
    const store = pgStore(connection.db, queue, parts.contents);
    const app: AppDeps = {
      store,
      clock: systemClock,
      ids: systemIds,
      digest: systemDigest,
      contents: parts.contents,
      log,
      policy: DEFAULT_POLICY,
      models: modelParts(parts.models, store, log),
    };

    if (parts.work) {
      const { startWorker } = await import('./worker/start-worker.ts');
      const worker = await startWorker(app, pgWorkSource(boss));
      before('worker', () => worker.stop(WORKER_PATIENCE_MS));
    }
    if (!parts.serve) return { http: null, auth: null, stop };

    const { signing_key, settings } = parts.serve;
    const feed = await pgEventFeed({ db: connection.db, direct_url: database.direct_url, log });
    before('event feed', () => feed.close());
    const auth: AuthDeps = {
      accounts: accountStore(connection.db, systemIds),
      admins: adminStore(connection.db, systemIds),
      passwords: argon2PasswordHasher(),
      tokens: await jwtAccessTokens(signing_key),
      secrets: randomRefreshSecrets,
      store: app.store,
      clock: systemClock,
      ids: systemIds,
    };
    const { buildHttp } = await import('./http/build-http.ts');
    const http = await buildHttp({
      app,
      auth,
      feed,
      idempotent: pgIdempotentRuns(connection.db, queue, parts.contents),
      digest: systemDigest,
      links: hmacLinks(signing_key),
      readiness: () => readiness(connection, parts.expected_schema),
      settings,
    });
    before('requests and streams', () => http.close());
    return { http, auth, stop };
  } catch (error) {
    for (const { run } of stop) await run().catch(() => undefined);
    throw error;
  }
}

function modelParts(models: readonly ModelSettings[], store: Store, log: Log): ModelParts {
  return {
    port: sdkModelPort(models, { env: process.env, clock: systemClock }),
    guard: cockatielGuard(models, Math.random),
    entitlements: planEntitlements(store.read.quota),
    pause: systemPause,
    switches: pollSwitches({
      read: () => readKillSwitches(store.read.dynamic_configs),
      find: callSwitch,
      every_ms: 1000,
      onFailure: (error) => log.error({ error: String(error) }, 'The kill switches could not be read'),
    }),
  };
}

async function readiness(connection: Connection, expected: number): Promise<Record<string, string>> {
  const found = await schemaVersion(connection.db).catch((cause: unknown) => {
    throw new AppError('UNAVAILABLE', 'The database does not answer.', { retry_after: 2 }, cause);
  });
  if (found !== expected) {
    throw new AppError('UNAVAILABLE', `The database is at migration ${found}, not ${expected}.`, { retry_after: 10 });
  }
  return { database: 'reachable', migrations: `at ${found}` };
}
