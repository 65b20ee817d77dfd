import { and, eq, lt, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { AppError } from '../app/app-error.ts';
import type { ContentStore } from '../app/ports/content-store.ts';
import type { IdempotencyKey, IdempotentRuns } from '../app/ports/idempotent-runs.ts';
import type { Queue } from '../app/ports/queue.ts';
import type { Database } from './connect.ts';
import type { Executor } from './executor.ts';
import { idempotencyKeys } from './schema/idempotency-keys.ts';
import { pgStore } from './store.pg.ts';

const KEPT_MS = 24 * 3_600_000;
/** How long a twin waits for the first request before it is told to come back. */
const PATIENCE_MS = 5_000;
const LOCK_NOT_AVAILABLE = '55P03';

export function pgIdempotentRuns(
  db: Database,
  queueIn: (tx: Executor) => Queue,
  contents: ContentStore,
): IdempotentRuns {
  return {
    async once<T>(key: IdempotencyKey, now: Date, work: Parameters<IdempotentRuns['once']>[2]): Promise<T> {
      try {
        return await db.transaction(async (tx) => {
          const earlier = await claim(tx, key, now);
          if (earlier) return answerOf<T>(earlier, key);
          const response = (await work(pgStore(tx, queueIn, contents))) as T;
          await tx.update(idempotencyKeys).set({ response }).where(isKey(key));
          return response;
        });
      } catch (error) {
        if (isLockTimeout(error)) throw new AppError('IDEMPOTENCY_IN_PROGRESS', undefined, { retry_after: 1 }, error);
        throw error;
      }
    },
  };
}

type KeyRow = typeof idempotencyKeys.$inferSelect;

/** Null when the key is ours now. Inserting one that a running twin has inserted waits for the twin's end. */
async function claim(tx: Executor, key: IdempotencyKey, now: Date): Promise<KeyRow | null> {
  await tx.execute(sql`SELECT set_config('lock_timeout', ${String(PATIENCE_MS)}, true)`);
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.user_id, key.user_id), lt(idempotencyKeys.expires_at, now)));
  const inserted = await tx
    .insert(idempotencyKeys)
    .values({
      ...key,
      created_at: now,
      expires_at: new Date(now.getTime() + KEPT_MS),
    })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  await tx.execute(sql`SELECT set_config('lock_timeout', '0', true)`);
  if (inserted.length > 0) return null;
  const [earlier] = await tx.select().from(idempotencyKeys).where(isKey(key));
  // It was swept between the two statements; the next try will find the place free.
  if (!earlier) throw new AppError('IDEMPOTENCY_IN_PROGRESS', undefined, { retry_after: 1 });
  return earlier;
}

function answerOf<T>(earlier: KeyRow, key: IdempotencyKey): T {
  if (earlier.route !== key.route || earlier.request_sha256 !== key.request_sha256) {
    throw new AppError('IDEMPOTENCY_KEY_REUSED');
  }
  // Only ever written in the transaction that inserted the row, with what `work` returned.
  return earlier.response as T;
}

function isKey({ user_id, key }: IdempotencyKey) {
  return and(eq(idempotencyKeys.user_id, user_id), eq(idempotencyKeys.key, key));
}

function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof postgres.PostgresError ? error.cause : error;
  return cause instanceof postgres.PostgresError && cause.code === LOCK_NOT_AVAILABLE;
}
