import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** One model as it is configured; times in milliseconds. Keys stand here as references only. */
export interface ConfiguredModel extends z.infer<typeof Model> {
  readonly alias: string;
}

const Key = z.union([
  z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'takes the name of a variable, not a key') }),
  z.strictObject({ file: z.string().min(1) }),
]);
const USD = z.number().min(0).max(100_000);
const Price = z.strictObject({
  input: USD,
  output: USD,
  cached_input: USD.optional(),
  cache_write: USD.optional(),
});
const BASE_URL = 'takes http(s)://host/path, up to the part before /chat/completions, without user, password and query';
const BaseUrl = z
  .string()
  .refine((text) => isBaseUrl(text), BASE_URL)
  .transform((text) => text.replace(/\/+$/, ''));
const ms = (usual: number) => z.int().min(100).max(3_600_000).default(usual);

const Model = z
  .strictObject({
    provider: z.enum(['openai-compatible', 'anthropic', 'google']).default('openai-compatible'),
    model: z.string().trim().min(1).max(200),
    base_url: BaseUrl.nullable().default(null),
    key: Key.nullable().default(null),
    served_as: z.array(z.string().min(1).max(200)).max(50).default([]),
    price: Price.nullable().default(null),
    output_limit_field: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens'),
    stream_usage: z.boolean().default(true),
    prompt_cache_key: z.boolean().default(false),
    concurrency: z.int().min(1).max(1000).default(4),
    first_token_ms: ms(120_000),
    idle_ms: ms(60_000),
    total_ms: ms(600_000),
  })
  .refine(({ provider, base_url }) => provider !== 'openai-compatible' || base_url !== null, {
    path: ['base_url'],
    message: `is missing: it ${BASE_URL}`,
  })
  .refine(({ provider, key }) => provider === 'openai-compatible' || key !== null, {
    path: ['key'],
    message: 'is missing: this provider takes no calls without one',
  });

const Alias = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    'is no name: it takes lower-case letters, digits, dots, dashes and underscores',
  );
const ModelsFile = z.strictObject({ models: z.record(Alias, Model) });

/** The variables of one model. */
const SINGLE = [
  'IAMA_MODEL',
  'IAMA_MODEL_PROVIDER',
  'IAMA_MODEL_URL',
  'IAMA_MODEL_KEY',
  'IAMA_MODEL_KEY_FILE',
  'IAMA_MODEL_PRICE',
] as const;

type ModelVariables = { readonly [Name in (typeof SINGLE)[number] | 'IAMA_MODELS_FILE']?: string | undefined };

/** The models that the environment names: one by variables, or several by a file. `lines` say what cannot be used. */
export function readModels(env: ModelVariables): { models: ConfiguredModel[]; lines: string[] } {
  const single = SINGLE.filter((name) => env[name] !== undefined);
  const { IAMA_MODELS_FILE: file } = env;
  if (file !== undefined && single.length > 0) {
    return refused(`IAMA_MODELS_FILE names all models: it goes without ${single.join(', ')}.`);
  }
  if (file !== undefined) return fromFile(resolve(file));
  if (single.length === 0) return { models: [], lines: [] };
  if (env.IAMA_MODEL === undefined) {
    return refused(`${single.join(', ')} say how to reach a model: IAMA_MODEL has to name it.`);
  }
  return fromVariables(env);
}

const VARIABLE_OF: Readonly<Record<string, string>> = {
  model: 'IAMA_MODEL',
  provider: 'IAMA_MODEL_PROVIDER',
  base_url: 'IAMA_MODEL_URL',
  key: 'IAMA_MODEL_KEY or IAMA_MODEL_KEY_FILE',
  price: 'IAMA_MODEL_PRICE',
};

function fromVariables(env: ModelVariables): { models: ConfiguredModel[]; lines: string[] } {
  const price =
    env.IAMA_MODEL_PRICE === undefined ? null : /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(env.IAMA_MODEL_PRICE);
  if (env.IAMA_MODEL_PRICE !== undefined && !price) {
    return refused('IAMA_MODEL_PRICE takes USD for a million tokens, in and out: 0.15/0.60.');
  }
  if (env.IAMA_MODEL_KEY !== undefined && env.IAMA_MODEL_KEY_FILE !== undefined) {
    return refused('IAMA_MODEL_KEY and IAMA_MODEL_KEY_FILE are two places for one key: set one of them.');
  }
  const parsed = Model.safeParse({
    model: env.IAMA_MODEL,
    ...(env.IAMA_MODEL_PROVIDER === undefined ? {} : { provider: env.IAMA_MODEL_PROVIDER }),
    base_url: env.IAMA_MODEL_URL ?? null,
    key: keyOf(env),
    price: price && { input: Number(price[1]), output: Number(price[2]) },
  });
  if (parsed.success) return { models: [{ alias: 'default', ...parsed.data }], lines: [] };
  return refused(
    ...parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0] ?? '');
      const says = name === 'provider' ? 'takes openai-compatible, anthropic or google' : message;
      return `${VARIABLE_OF[name] ?? name} ${says}.`;
    }),
  );
}

function keyOf(env: ModelVariables): { env: string } | { file: string } | null {
  if (env.IAMA_MODEL_KEY !== undefined) return { env: 'IAMA_MODEL_KEY' };
  return env.IAMA_MODEL_KEY_FILE === undefined ? null : { file: resolve(env.IAMA_MODEL_KEY_FILE) };
}

function fromFile(file: string): { models: ConfiguredModel[]; lines: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's own words quote the file, and somebody may have put a key there.
    const why = error instanceof SyntaxError ? 'is not JSON' : `cannot be read (${codeOf(error)})`;
    return refused(`IAMA_MODELS_FILE: ${file} ${why}.`);
  }
  const parsed = ModelsFile.safeParse(value);
  if (!parsed.success) {
    return refused(
      ...parsed.error.issues.map(({ path, message }) => `IAMA_MODELS_FILE: ${path.join('.') || file} ${message}.`),
    );
  }
  return { models: Object.entries(parsed.data.models).map(([alias, model]) => ({ alias, ...model })), lines: [] };
}

const refused = (...lines: string[]) => ({ models: [], lines });

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash, pathname } = new URL(text);
  return (
    /^https?:$/.test(protocol) &&
    username + password + search + hash === '' &&
    !/\/chat\/completions\/?$/.test(pathname)
  );
}
