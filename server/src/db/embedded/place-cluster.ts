import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import type { DatabaseSettings } from './database-settings.ts';
import { privatePlace } from './private-place.ts';
import { runAs } from './run-as.ts';

/**
 * Where the cluster stood at the last start, if the settings know and still mean it; else null.
 * A data folder that was moved keeps its cluster; one that was copied must not share the original's.
 */
export async function rememberedCluster(data_dir: string, settings: DatabaseSettings | null): Promise<string | null> {
  if (!settings) return null;
  if (settings.made_for === data_dir) return settings.cluster_dir;
  const inside = dirname(settings.cluster_dir) === settings.made_for;
  if (inside) return join(data_dir, 'postgres');
  const original_stands = await stat(join(settings.made_for, 'database.json')).catch(() => null);
  return original_stands ? null : settings.cluster_dir;
}

/** Where a new cluster goes: into the data folder, or to a place of its own if the account cannot enter that. */
export async function placeCluster(data_dir: string, account: Account | null): Promise<string> {
  if (!account || (await canEnter(account, data_dir))) return join(data_dir, 'postgres');
  const place = privatePlace(data_dir);
  await mkdir(place, { recursive: true, mode: 0o755 });
  return join(place, 'postgres');
}

/** Asks the system by doing it: every folder on the way counts, and so do access lists and mounts. */
async function canEnter(account: Account, dir: string): Promise<boolean> {
  const tried = await runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', dir]);
  return tried.code === 0;
}
