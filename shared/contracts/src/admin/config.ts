import { z } from 'zod';
import { LlmRouteTable } from '../model/route-table.ts';
import { Id, Instant } from '../primitives.ts';

/** The settings that may be replaced while the product runs, with the shape of each. */
export const CONFIG_VALUES = { IAMA_LLM_ROUTE_TABLE: LlmRouteTable } as const;
export type ConfigKey = keyof typeof CONFIG_VALUES;

/** A setting as it stands. It holds from the next time it is read: every call of a model reads its routes anew. */
export const ConfigEntry = z.object({
  key: z.string(),
  value: z.unknown(),
  /** Of this value: to be sent along by whoever replaces it. */
  revision: z.int().positive(),
  updated_at: Instant,
  /** The admin who wrote it; null when it came with the product, or from the server's machine. */
  updated_by: Id.nullable(),
  /** Aliases it names under which this process has no model: what is routed there is refused. */
  unknown_aliases: z.array(z.string()),
});
export type ConfigEntry = z.infer<typeof ConfigEntry>;

/** `revision`: the one that was read. Another one by now is CONFIG_CONFLICT. */
export const ReplaceConfig = z.object({ value: z.unknown(), revision: z.int().positive() });
export type ReplaceConfig = z.infer<typeof ReplaceConfig>;
