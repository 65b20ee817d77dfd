import { randomUUID } from 'node:crypto';
import type { AdminRole, AdminSession } from '@iama/contracts/admin/admin';
import { adminStore } from '@iama/server/db/stores/admin-store.pg';
import { argon2PasswordHasher } from '@iama/server/integrations/crypto/argon2-password-hasher';
import { systemIds } from '@iama/server/system';
import type { TestApi } from './http.ts';

/** A new admin of this role, as `npm run operate` makes one. */
export async function newAdmin(api: TestApi, role: AdminRole): Promise<{ email: string; password: string }> {
  const credentials = { email: `${randomUUID()}@admins.example.test`, password: randomUUID() };
  const passwords = argon2PasswordHasher({ memory_kib: 64, passes: 1 });
  const password_hash = await passwords.hash(credentials.password);
  const { email } = credentials;
  const admin = { id: systemIds.next(), email, password_hash, role, created_at: new Date() };
  await adminStore(api.spine.db, systemIds).create(admin, 'a test');
  return credentials;
}

export async function signInAdmin(api: TestApi, role: AdminRole): Promise<AdminSession> {
  const response = await askAdmin(api, 'POST', '/auth/login', { body: await newAdmin(api, role) });
  return (await response.json()) as AdminSession;
}

interface Asked {
  readonly token?: string;
  readonly body?: object;
}

/** Asks a route below `/api/v1/admin`. */
export function askAdmin({ url }: TestApi, method: string, path: string, { token, body }: Asked): Promise<Response> {
  const headers = new Headers();
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (body) headers.set('content-type', 'application/json');
  return fetch(`${url}/api/v1/admin${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}
