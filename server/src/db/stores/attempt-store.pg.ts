import { and, asc, count, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { AttemptReads, AttemptStore } from '../../app/ports/attempt-store.ts';
import type { Executor } from '../executor.ts';
import { patchAttempts } from '../schema/patch-attempts.ts';
import { patchEditOperations } from '../schema/patch-edit-operations.ts';

/** PostgreSQL takes 65,535 parameters in one statement, and a row has 11. */
const ROWS_AT_ONCE = 1000;

export function attemptReads(db: Executor): AttemptReads {
  return {
    async page(job_id, { limit, after }) {
      const { created_at, id } = patchAttempts;
      const later =
        after && or(gt(created_at, after.created_at), and(eq(created_at, after.created_at), gt(id, after.id)));
      const attempts = await db
        .select()
        .from(patchAttempts)
        .where(and(eq(patchAttempts.job_id, job_id), later))
        .orderBy(asc(created_at), asc(id))
        .limit(limit);
      const files = await filesOf(
        db,
        attempts.map((each) => each.id),
      );
      return attempts.map((each) => ({ ...each, files: files.get(each.id) ?? [] }));
    },
  };
}

async function filesOf(db: Executor, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never[]>();
  const { attempt_id, path, change, new_path } = patchEditOperations;
  const rows = await db
    .select({ attempt_id, path, change, new_path, operations: count() })
    .from(patchEditOperations)
    .where(inArray(attempt_id, [...ids]))
    .groupBy(attempt_id, path, change, new_path)
    .orderBy(asc(path));
  return Map.groupBy(rows, (row) => row.attempt_id);
}

export function attemptStore(tx: Executor): AttemptStore {
  return {
    ...attemptReads(tx),

    async insert(attempt, operations) {
      const written = await tx
        .insert(patchAttempts)
        .values(attempt)
        .onConflictDoNothing()
        .returning({ id: patchAttempts.id });
      if (written.length === 0) return false;
      const rows = operations.map((each, index) => ({ ...each, attempt_id: attempt.id, ordinal: index + 1 }));
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
        await tx.insert(patchEditOperations).values(rows.slice(at, at + ROWS_AT_ONCE));
      return true;
    },

    async supersede(job_id, number, at) {
      const { superseded_at } = patchAttempts;
      await tx
        .update(patchAttempts)
        .set({ superseded_at: at })
        .where(and(eq(patchAttempts.job_id, job_id), eq(patchAttempts.number, number), isNull(superseded_at)));
    },
  };
}
