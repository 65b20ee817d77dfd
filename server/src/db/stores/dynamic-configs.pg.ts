import { eq } from 'drizzle-orm';
import type { DynamicConfigReads } from '../../app/ports/dynamic-configs.ts';
import type { Executor } from '../executor.ts';
import { dynamicConfigs } from '../schema/dynamic-configs.ts';

export function dynamicConfigReads(db: Executor): DynamicConfigReads {
  return {
    async find(key) {
      const [row] = await db
        .select({ value: dynamicConfigs.value })
        .from(dynamicConfigs)
        .where(eq(dynamicConfigs.key, key));
      return row?.value ?? null;
    },
  };
}
