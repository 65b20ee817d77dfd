import { CONFIG_VALUES } from '@iama/contracts/admin/config';
import type { ConfigEntry, ConfigKey } from '@iama/contracts/admin/config';
import { LlmRouteTable } from '@iama/contracts/model/route-table';
import { AppError } from '../app-error.ts';
import type { DynamicConfig } from '../ports/dynamic-configs.ts';

/** CONFIG_UNKNOWN. Other rows of the table have ways of their own: kill switches are turned with a reason. */
export function requireConfigKey(key: string): ConfigKey {
  if (Object.hasOwn(CONFIG_VALUES, key)) return key as ConfigKey;
  const names = Object.keys(CONFIG_VALUES).join(', ');
  throw new AppError('CONFIG_UNKNOWN', `There is no setting of this name that may be replaced; there is: ${names}.`);
}

/** `aliases`: of the models that this process has. */
export function presentConfig({ updated_at, ...entry }: DynamicConfig, aliases: readonly string[]): ConfigEntry {
  const table = LlmRouteTable.safeParse(entry.value);
  const named = table.success ? table.data.routes.map(({ alias }) => alias) : [];
  const unknown_aliases = [...new Set(named)].filter((alias) => !aliases.includes(alias));
  return { ...entry, updated_at: updated_at.toISOString(), unknown_aliases };
}
