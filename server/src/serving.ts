import type { KeyObject } from 'node:crypto';
import type { Config } from './config/read-config.ts';
import type { Parts } from './compose.ts';
import { CONSOLE_DIR } from './paths.ts';
import { installedVersion } from './installed-version.ts';
import { keptSigningKey, parseSigningKey } from './integrations/crypto/signing-key.ts';
import { StartError } from './start-error.ts';

/** What a process that serves requests needs beside the database. */
export async function serving(config: Config): Promise<NonNullable<Parts['serve']>> {
  return {
    signing_key: await signingKey(config),
    settings: {
      check_responses: !config.production,
      auth_requests_per_minute: config.auth_requests_per_minute,
      user_code_tries_per_minute: 10,
      model_tests_per_minute: 10,
      editor_callback_hosts: config.editor_callback_hosts,
      public_url: config.public_url,
      trust_proxy: config.trust_proxy,
      stream_keep_alive_ms: 15_000,
      console_dir: CONSOLE_DIR,
      version: await installedVersion(),
    },
  };
}

async function signingKey({ signing_key }: Config): Promise<KeyObject> {
  try {
    return 'pem' in signing_key ? parseSigningKey(signing_key.pem) : await keptSigningKey(signing_key.file);
  } catch (cause) {
    const where = 'pem' in signing_key ? 'IAMA_SIGNING_KEY' : signing_key.file;
    throw new StartError(
      `${where} cannot be used as the key that signs access tokens.`,
      'It takes an RSA private key in PEM, 2048 bits or more: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048',
      cause,
    );
  }
}
