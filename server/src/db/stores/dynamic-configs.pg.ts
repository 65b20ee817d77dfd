import { and, asc, eq, sql } from 'drizzle-orm';
import type { DynamicConfigReads, DynamicConfigStore } from '../../app/ports/dynamic-configs.ts';
import type { Executor } from '../executor.ts';
import { dynamicConfigs } from '../schema/dynamic-configs.ts';

export function dynamicConfigReads(db: Executor): DynamicConfigReads {
  const { key: keys, value } = dynamicConfigs;
  return {
    async find(key) {
      const [row] = await db.select({ value }).from(dynamicConfigs).where(eq(keys, key));
      return row?.value ?? null;
    },

    async entry(key) {
      const [row] = await db.select().from(dynamicConfigs).where(eq(keys, key));
      return row ?? null;
    },

    async under(prefix) {
      const begins = sql`starts_with(${keys}, ${prefix})`;
      return db.select({ key: keys, value }).from(dynamicConfigs).where(begins).orderBy(asc(keys));
    },
  };
}

export function dynamicConfigStore(tx: Executor): DynamicConfigStore {
  return {
    ...dynamicConfigReads(tx),

    async put(key, value, at) {
      const { revision } = dynamicConfigs;
      const [row] = await tx
        .insert(dynamicConfigs)
        .values({ key, value, revision: 1, updated_at: at })
        .onConflictDoUpdate({
          target: dynamicConfigs.key,
          set: { value, revision: sql`${revision} + 1`, updated_at: at },
        })
        .returning({ revision });
      if (!row) throw new Error('An upsert gave no row');
      return row.revision;
    },

    async replace({ key, ...written }, read_revision) {
      const { revision } = dynamicConfigs;
      const [row] = await tx
        .update(dynamicConfigs)
        .set({ ...written, revision: sql`${revision} + 1` })
        .where(and(eq(dynamicConfigs.key, key), eq(revision, read_revision)))
        .returning();
      return row ?? null;
    },
  };
}
