import { stat } from 'node:fs/promises';
import type { Account } from './account.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { runAs } from './run-as.ts';

const OWN_ACCOUNT = 'iama-postgres';

/**
 * Null: run under our own account. Only root needs another one: the owner of a cluster that exists already, the
 * account `postgres`, or, last, an account made for this purpose (the one change we make to the machine).
 */
export async function chooseAccount(cluster_dir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster_dir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? (await lookUp(OWN_ACCOUNT)) ?? (await makeAccount());
}

async function lookUp(name: string): Promise<Account | null> {
  const [uid, gid] = await Promise.all([runAs(null, 'id', ['-u', name]), runAs(null, 'id', ['-g', name])]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function makeAccount(): Promise<Account> {
  const made = await runAs(null, 'useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    OWN_ACCOUNT,
  ]);
  // A twin may have made it meanwhile, so what counts is whether it is there now.
  const account = await lookUp(OWN_ACCOUNT);
  if (account) return account;
  throw new EmbeddedPostgresError(
    'no_account',
    `PostgreSQL does not run as root, and the system account ${OWN_ACCOUNT} could not be made: ${made.output.trim() || made.spawn_error}`,
    'Start IAMA as an ordinary user, or make a system account named postgres first.',
  );
}
