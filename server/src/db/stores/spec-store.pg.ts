import { and, eq, sql } from 'drizzle-orm';
import type { SpecStore } from '../../app/ports/spec-store.ts';
import type { Executor } from '../executor.ts';
import { bddItems } from '../schema/bdd-items.ts';
import { clauseTests } from '../schema/clause-tests.ts';
import { sddItems } from '../schema/sdd-items.ts';
import { specRevisions } from '../schema/spec-revisions.ts';

export function specStore(tx: Executor): SpecStore {
  return {
    async insert(kept, { revision, revision_token, level, allowed_files, author_id, bdd, sdd }) {
      const { job_id } = kept;
      const written = await tx
        .insert(specRevisions)
        .values({ ...kept, revision, revision_token, level, allowed_files, author_id, approved_at: null })
        .onConflictDoNothing()
        .returning({ revision: specRevisions.revision });
      if (written.length === 0) return;
      const place = (index: number) => ({ job_id, revision, position: index + 1 });
      const behaviour = bdd.map(
        ({ id, given, when, then: outcome, paths, symbols, test_ids, anchors = [] }, index) => ({
          ...place(index),
          item_id: id,
          given_text: given,
          when_text: when,
          then_text: outcome,
          paths,
          symbols,
          test_ids,
          anchors,
        }),
      );
      const structure = sdd.map(({ id, anchors = [], ...item }, index) => ({
        ...place(index),
        item_id: id,
        ...item,
        anchors,
      }));
      if (behaviour.length > 0) await tx.insert(bddItems).values(behaviour);
      if (structure.length > 0) await tx.insert(sddItems).values(structure);
    },

    async linkTests(run, tests) {
      if (tests.length === 0) return;
      const rows = tests.map(({ clause, test_id, status }) => ({ ...run, item_id: clause, test_id, status }));
      await tx
        .insert(clauseTests)
        .values(rows)
        .onConflictDoUpdate({
          target: [clauseTests.job_id, clauseTests.revision, clauseTests.item_id, clauseTests.test_id],
          set: { status: sql`excluded.status`, artifact_id: run.artifact_id, measured_at: run.measured_at },
        });
    },

    async approve(job_id, revision, at) {
      await tx
        .update(specRevisions)
        .set({ approved_at: at })
        .where(and(eq(specRevisions.job_id, job_id), eq(specRevisions.revision, revision)));
    },
  };
}
