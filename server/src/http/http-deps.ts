import type { AuthDeps } from '../app/auth/auth-deps.ts';
import type { AppDeps } from '../app/deps.ts';
import type { EventFeed } from '../app/events/event-feed.ts';
import type { Digest } from '../app/ports/digest.ts';
import type { LinkSigner } from '../app/ports/link-signer.ts';
import type { IdempotentRuns } from '../app/ports/idempotent-runs.ts';

export interface HttpDeps {
  readonly app: AppDeps;
  readonly auth: AuthDeps;
  readonly feed: EventFeed;
  readonly idempotent: IdempotentRuns;
  readonly digest: Digest;
  readonly links: LinkSigner;
  /** What has to be well before requests can be served, each with a word about it. Rejects with UNAVAILABLE. */
  readonly readiness: () => Promise<Record<string, string>>;
  readonly settings: HttpSettings;
}

export interface HttpSettings {
  /** Check every answer against its schema; a mismatch is then a 500. Costs time, so not in production. */
  readonly check_responses: boolean;
  /** Requests to the auth routes from one address in a minute. */
  readonly auth_requests_per_minute: number;
  /** Behind a proxy: believe its X-Forwarded-For. */
  /** Tries at user codes from one address in a minute: they are short, so they are guarded by this. */
  readonly user_code_tries_per_minute: number;
  /** Tests of the connection to a model from one address in a minute: each costs money. */
  readonly model_tests_per_minute: number;
  /** Hosts, `host` or `host:port`, to which editors in a browser may have a sign-in return. */
  readonly editor_callback_hosts: readonly string[];
  /** The origin that people open, where requests do not say it; null: what the request was sent to. */
  readonly public_url: string | null;
  readonly trust_proxy: boolean;
  readonly stream_keep_alive_ms: number;
  /** The built web console; null when there is none. */
  readonly console_dir: string | null;
  readonly version: string;
}
