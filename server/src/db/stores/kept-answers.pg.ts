import { sql } from 'drizzle-orm';
import type { KeptAnswers } from '../../app/ports/kept-answers.ts';
import type { Executor } from '../executor.ts';

export function keptAnswers(tx: Executor): KeptAnswers {
  return {
    async forget(now, limit) {
      const rows = await tx.execute(sql`
        DELETE FROM idempotency_keys USING (
          SELECT user_id, key FROM idempotency_keys WHERE expires_at < ${now.toISOString()}
          ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS due
        WHERE idempotency_keys.user_id = due.user_id AND idempotency_keys.key = due.key
        RETURNING idempotency_keys.key`);
      return rows.length;
    },
  };
}
