import { join, resolve } from 'node:path';
import { z } from 'zod';
import { BucketUrl, bucketOf } from './read-bucket.ts';
import type { BucketSettings } from './read-bucket.ts';
import { readModels } from './read-models.ts';
import type { ConfiguredModel } from './read-models.ts';

/** One or more variables have a value we cannot use. `lines` names each, and says what it takes. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

const PostgresUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\/[^/]+\/.+/.test(text), 'takes postgres://user:password@host:port/database');
const Flag = z.enum(['true', 'false'], 'takes true or false').transform((text) => text === 'true');
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `takes a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `takes a whole number from ${min} to ${max}`);

const HostList = z
  .string()
  .transform((text) =>
    text
      .toLowerCase()
      .split(',')
      .map((host) => host.trim()),
  )
  .refine(
    (hosts) => hosts.every(isHost),
    'takes hosts, with a port if it is not the usual one: code.example.com,dev:8443',
  );
const Origin = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'takes http(s)://host')
  .transform((text) => new URL(text))
  .refine(({ pathname, search, hash }) => pathname + search + hash === '/', 'takes http(s)://host without a path')
  .transform(({ origin }) => origin);

const Env = z.object({
  DATABASE_URL: PostgresUrl.optional(),
  DATABASE_DIRECT_URL: PostgresUrl.optional(),
  IAMA_DATABASE_CONNECTIONS: whole(2, 500).optional(),
  IAMA_DATA_DIR: z.string().optional(),
  IAMA_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'takes a host name or an IP address')
    .optional(),
  IAMA_PORT: whole(0, 65_535).optional(),
  IAMA_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'takes debug, info, warn or error').optional(),
  IAMA_SIGNING_KEY: z
    .string()
    .refine((text) => text.includes('PRIVATE KEY'), 'takes an RSA private key in PEM, 2048 bits or more')
    .optional(),
  IAMA_SIGNING_KEY_FILE: z.string().optional(),
  IAMA_AUTH_REQUESTS_PER_MINUTE: whole(1, 1_000_000).optional(),
  IAMA_EDITOR_CALLBACK_HOSTS: HostList.optional(),
  IAMA_PUBLIC_URL: Origin.optional(),
  IAMA_TRUST_PROXY: Flag.optional(),
  IAMA_ARTIFACTS_URL: BucketUrl.optional(),
  IAMA_ARTIFACTS_KEY_ID: z.string().optional(),
  IAMA_ARTIFACTS_KEY: z.string().optional(),
  IAMA_MODEL: z.string().optional(),
  IAMA_MODEL_PROVIDER: z.string().optional(),
  IAMA_MODEL_URL: z.string().optional(),
  IAMA_MODEL_KEY: z.string().optional(),
  IAMA_MODEL_KEY_FILE: z.string().optional(),
  IAMA_MODEL_PRICE: z.string().optional(),
  IAMA_MODELS_FILE: z.string().optional(),
  NODE_ENV: z.string().optional(),
});

export interface Config {
  /** Null: a PostgreSQL of our own in the data folder. `direct_url` bypasses a pooler, `pooled` says there is one. */
  readonly database: { readonly url: string; readonly direct_url: string; readonly pooled: boolean } | null;
  readonly database_connections: number;
  readonly data_dir: string;
  readonly host: string;
  /** Null: the usual one, or another if that is taken. */
  readonly port: number | null;
  readonly log_level: 'debug' | 'info' | 'warn' | 'error';
  readonly signing_key: { readonly pem: string } | { readonly file: string };
  readonly auth_requests_per_minute: number;
  /** In lower case, `host` or `host:port`. */
  readonly editor_callback_hosts: readonly string[];
  /** An origin; null: whatever a request was sent to. */
  readonly public_url: string | null;
  readonly trust_proxy: boolean;
  /** Where bodies of artifacts stand; null: files in the data folder. */
  readonly bucket: BucketSettings | null;
  /** None: the product works with recipes. */
  readonly models: readonly ConfiguredModel[];
  readonly production: boolean;
}

/** The environment as a checked value. `root` is the folder of the installation. Throws ConfigError. */
export function readConfig(env: NodeJS.ProcessEnv, root: string): Config {
  // An empty variable is one that was not set: `IAMA_PORT= npm start`.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`));
  }
  const read = parsed.data;
  if (read.DATABASE_DIRECT_URL !== undefined && read.DATABASE_URL === undefined) {
    throw new ConfigError([
      'DATABASE_DIRECT_URL is the way round a pooler: it needs DATABASE_URL, the way through it.',
    ]);
  }
  const models = readModels(read);
  if (read.IAMA_ARTIFACTS_URL !== undefined && bucketOf(read) === null) {
    throw new ConfigError(['IAMA_ARTIFACTS_URL needs IAMA_ARTIFACTS_KEY_ID and IAMA_ARTIFACTS_KEY.']);
  }
  if (models.lines.length > 0) throw new ConfigError(models.lines);
  const data_dir = resolve(read.IAMA_DATA_DIR ?? join(root, '.iama'));
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct_url } = read;
  return {
    database: url === undefined ? null : { url, direct_url: direct_url ?? url, pooled: direct_url !== undefined },
    database_connections: read.IAMA_DATABASE_CONNECTIONS ?? 10,
    data_dir,
    host: read.IAMA_HOST ?? '127.0.0.1',
    port: read.IAMA_PORT ?? null,
    log_level: read.IAMA_LOG_LEVEL ?? 'info',
    signing_key:
      read.IAMA_SIGNING_KEY === undefined
        ? { file: resolve(read.IAMA_SIGNING_KEY_FILE ?? join(data_dir, 'signing-key.pem')) }
        : { pem: read.IAMA_SIGNING_KEY },
    auth_requests_per_minute: read.IAMA_AUTH_REQUESTS_PER_MINUTE ?? 60,
    editor_callback_hosts: read.IAMA_EDITOR_CALLBACK_HOSTS ?? [],
    public_url: read.IAMA_PUBLIC_URL ?? null,
    trust_proxy: read.IAMA_TRUST_PROXY ?? false,
    bucket: bucketOf(read),
    models: models.models,
    production: read.NODE_ENV === 'production',
  };
}

/** What a parsed address calls its host, so that the two can be compared. A star is none: that would be somebody else's too. */
function isHost(text: string): boolean {
  return URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text && !text.includes('*');
}
