import { CONFIG_VALUES } from '@iama/contracts/admin/config';
import type { ConfigEntry, ReplaceConfig } from '@iama/contracts/admin/config';
import type { z } from 'zod';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { presentConfig, requireConfigKey } from './present-config.ts';

/** An admin, or somebody at the server’s machine, who has no account. */
export type ConfigAuthor = { readonly admin_id: string } | { readonly operator: string };

type Deps = Pick<AppDeps, 'store' | 'clock' | 'ids'> & { readonly models: Pick<AppDeps['models'], 'port'> };

/**
 * Puts another value in the place of the one with this revision, and writes down who did. Every process reads settings anew when it
 * needs them. CONFIG_UNKNOWN, CONFIG_INVALID, CONFIG_CONFLICT.
 */
export async function replaceConfig(
  { store, clock, ids, models }: Deps,
  by: ConfigAuthor,
  { revision, ...input }: ReplaceConfig & { readonly key: string },
): Promise<ConfigEntry> {
  const key = requireConfigKey(input.key);
  const parsed = CONFIG_VALUES[key].safeParse(input.value);
  if (!parsed.success) throw new AppError('CONFIG_INVALID', wordsOf(key, parsed.error));
  const at = clock.now();
  const updated_by = 'admin_id' in by ? by.admin_id : null;
  return await store.transaction(async (tx) => {
    const before = await tx.dynamic_configs.entry(key);
    const replaced = await tx.dynamic_configs.replace(
      { key, value: parsed.data, updated_at: at, updated_by },
      revision,
    );
    if (replaced === null) {
      throw new AppError('CONFIG_CONFLICT', `${key} is at revision ${before?.revision ?? 0} now, not ${revision}.`);
    }
    const data = { key, revision: replaced.revision, before: before?.value, after: parsed.data, ...by };
    await tx.audit.append([
      { id: ids.next(), at, org_id: null, user_id: null, job_id: null, action: 'config.replaced', data },
    ]);
    return presentConfig(
      replaced,
      models.port.list().map(({ alias }) => alias),
    );
  });
}

/** The first places that are wrong, as a sentence. */
function wordsOf(key: string, { issues }: z.ZodError): string {
  const said = issues.slice(0, 3).map(({ path, message }) => `${[key, ...path].map(String).join('.')}: ${message}`);
  return `${said.join('; ').slice(0, 1000)}.`;
}
