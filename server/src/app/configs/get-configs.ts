import { CONFIG_VALUES } from '@iama/contracts/admin/config';
import type { ConfigEntry, ConfigKey } from '@iama/contracts/admin/config';
import { AppError } from '../app-error.ts';
import type { AppDeps } from '../deps.ts';
import { presentConfig, requireConfigKey } from './present-config.ts';

type Deps = Pick<AppDeps, 'store'> & { readonly models: Pick<AppDeps['models'], 'port'> };

export async function getConfigs(deps: Deps): Promise<{ items: ConfigEntry[] }> {
  const keys = Object.keys(CONFIG_VALUES) as ConfigKey[];
  return { items: await Promise.all(keys.map((key) => getConfig(deps, { key }))) };
}

/** CONFIG_UNKNOWN. */
export async function getConfig({ store, models }: Deps, input: { key: string }): Promise<ConfigEntry> {
  const key = requireConfigKey(input.key);
  const found = await store.read.dynamic_configs.entry(key);
  if (found === null) throw new AppError('CONFIG_UNKNOWN', `The row of ${key} is missing in the database.`);
  return presentConfig(
    found,
    models.port.list().map(({ alias }) => alias),
  );
}
