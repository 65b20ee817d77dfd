import { randomBytes, randomUUID } from 'node:crypto';
import { createClient } from '@iama/client/create-client';
import type { Client } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';

/** Somebody new, signed in. */
export async function newAccount(base_url: string): Promise<Client> {
  const tokens = memoryTokenStore();
  const client = createClient({ base_url, tokens });
  const body = { email: `${randomUUID()}@example.test`, password: randomBytes(16).toString('hex') };
  await tokens.write((await client.call('auth.register', { body, repeatable: true })).tokens);
  return client;
}
