import type { AuthDeps } from '../../app/auth/auth-deps.ts';
import type { AppDeps } from '../../app/deps.ts';
import type { HttpDeps } from '../http-deps.ts';

/** What was asked of a part that the test did not provide: then the test says so, rather than passing by luck. */
function missing<T extends object>(name: string): T {
  return new Proxy({} as T, {
    get(_target, property) {
      throw new Error(`The test gives no ${name}.${String(property)}`);
    },
  });
}

export interface Logged {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
}

type Given = Partial<Omit<HttpDeps, 'app' | 'auth'>> & { auth?: Partial<AuthDeps>; app?: Partial<AppDeps> };

/** Enough to build the server without a database; give the parts that a test reaches. */
export function fakeHttpDeps(given: Given = {}): {
  deps: HttpDeps;
  logged: Logged[];
} {
  const logged: Logged[] = [];
  const line = (level: Logged['level']) => (fields: Logged['fields']) => void logged.push({ level, fields });
  const clock = { now: () => new Date('2026-11-20T09:30:00.000Z') };
  const ids = { next: () => '01a1f8b1-4ad6-794d-b713-d4241ecd764c' };
  const { app, auth, settings, ...rest } = given;
  const deps: HttpDeps = {
    feed: missing('feed'),
    idempotent: missing('idempotent'),
    digest: missing('digest'),
    links: missing('links'),
    readiness: () => Promise.resolve({ database: 'reachable' }),
    ...rest,
    app: {
      store: missing('store'),
      digest: missing('digest'),
      contents: missing('contents'),
      policy: missing('policy'),
      models: {
        port: missing('port'),
        guard: missing('guard'),
        entitlements: missing('entitlements'),
        pause: () => Promise.resolve(),
        switches: missing('switches'),
      },
      clock,
      ids,
      log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
      ...app,
    },
    auth: {
      accounts: missing('accounts'),
      admins: missing('admins'),
      passwords: missing('passwords'),
      tokens: missing('tokens'),
      secrets: missing('secrets'),
      store: missing('store'),
      clock,
      ids,
      ...auth,
    },
    settings: {
      check_responses: true,
      auth_requests_per_minute: 1000,
      user_code_tries_per_minute: 1000,
      model_tests_per_minute: 1000,
      editor_callback_hosts: [],
      public_url: null,
      trust_proxy: false,
      stream_keep_alive_ms: 15_000,
      console_dir: null,
      version: '0.0.0',
      ...settings,
    },
  };
  return { deps, logged };
}

/** Accepts the token `good`, knows `old` as expired, and nothing else. */
export const FAKE_TOKENS: AuthDeps['tokens'] = {
  sign: () => Promise.resolve('good'),
  verify: (token, now) =>
    Promise.resolve(
      token === 'good'
        ? {
            valid: true,
            actor: {
              user_id: '01a1f8b1-4ad6-794d-b713-d4241ecd7640',
              org_id: '01a1f8b1-4ad6-794d-b713-d4241ecd7641',
              tier: 'FREE',
            },
            expires_at: new Date(now.getTime() + 60_000),
          }
        : { valid: false, reason: token === 'old' ? 'expired' : 'invalid' },
    ),
  jwks: () => ({ keys: [] }),
};
