import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Session } from '@iama/contracts/auth/auth';
import type { Job } from '@iama/contracts/job/job';
import type { AuthDeps } from '@iama/server/app/auth/auth-deps';
import type { Clock } from '@iama/server/app/ports/clock';
import { pgIdempotentRuns } from '@iama/server/db/idempotent-runs.pg';
import { openQueue } from '@iama/server/db/queue/open-queue';
import { queueIn } from '@iama/server/db/queue/queue-in';
import { accountStore } from '@iama/server/db/stores/account-store.pg';
import { adminStore } from '@iama/server/db/stores/admin-store.pg';
import { buildHttp } from '@iama/server/http/build-http';
import { argon2PasswordHasher } from '@iama/server/integrations/crypto/argon2-password-hasher';
import { hmacLinks } from '@iama/server/integrations/crypto/hmac-links';
import { jwtAccessTokens } from '@iama/server/integrations/crypto/jwt-access-tokens';
import { randomRefreshSecrets } from '@iama/server/integrations/crypto/random-refresh-secrets';
import { systemClock, systemIds } from '@iama/server/system';
import { CREATE_JOB } from './samples.ts';
import { openSpine } from './spine.ts';
import type { Spine, SpineOptions } from './spine.ts';

/** The API on a real port and a database of its own. */
export interface TestApi {
  readonly url: string;
  readonly spine: Spine;
  /** A new person, signed in. */
  newPerson(): Promise<{ client: Client; session: Session; email: string; password: string }>;
  close(): Promise<void>;
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export async function openApi(
  options: SpineOptions & {
    clock?: Clock;
    keep_alive_ms?: number;
    user_code_tries_per_minute?: number;
    model_env?: NodeJS.ProcessEnv;
  } = {},
): Promise<TestApi> {
  const spine = await openSpine({ ...options, model_options: { env: options.model_env ?? {} } });
  const clock = options.clock ?? systemClock;
  const boss = await openQueue({ direct_url: spine.url, works: false, max_connections: 2 }, spine.log);
  const auth: AuthDeps = {
    accounts: accountStore(spine.db, systemIds),
    admins: adminStore(spine.db, systemIds),
    // As weak as it goes: these passwords guard nothing, and tests should not wait for them.
    passwords: argon2PasswordHasher({ memory_kib: 64, passes: 1 }),
    tokens: await jwtAccessTokens(privateKey),
    secrets: randomRefreshSecrets,
    store: spine.store,
    clock,
    ids: systemIds,
  };
  const { store, ids, digest, contents, log, policy, models } = spine;
  const http = await buildHttp({
    app: { store, clock, ids, digest, contents, log, policy, models },
    auth,
    feed: spine.feed,
    idempotent: pgIdempotentRuns(spine.db, queueIn(boss), contents),
    digest,
    links: hmacLinks(privateKey),
    readiness: () => Promise.resolve({}),
    settings: {
      check_responses: true,
      auth_requests_per_minute: 100_000,
      model_tests_per_minute: 100_000,
      user_code_tries_per_minute: options.user_code_tries_per_minute ?? 100_000,
      editor_callback_hosts: ['code.example.test'],
      public_url: null,
      trust_proxy: false,
      stream_keep_alive_ms: options.keep_alive_ms ?? 15_000,
      console_dir: null,
      version: '0.0.0',
    },
  });
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    spine,
    async newPerson() {
      const credentials = { email: `${randomUUID()}@example.test`, password: randomUUID() };
      const tokens = memoryTokenStore();
      const client = createClient({ base_url: url, tokens });
      const session = await client.call('auth.register', { body: credentials });
      await tokens.write(session.tokens);
      return { client, session, ...credentials };
    },
    async close() {
      await http.close();
      await boss.stop({ graceful: false });
      await spine.close();
    },
  };
}

/** A job of this person, not started. */
export async function newJob(client: Client): Promise<Job> {
  const project = await client.call('projects.ensure', { body: { name: 'sample', fingerprint: 'f'.repeat(64) } });
  const body = { ...CREATE_JOB, target: { ...CREATE_JOB.target }, acknowledged: [], project_id: project.id };
  return client.call('jobs.create', { body });
}
