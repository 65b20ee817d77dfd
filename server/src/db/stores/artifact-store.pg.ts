import { createHash } from 'node:crypto';
import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { ArtifactReads, ArtifactRecord, ArtifactStore } from '../../app/ports/artifact-store.ts';
import type { Executor } from '../executor.ts';
import { jobArtifacts } from '../schema/job-artifacts.ts';

const { body: _body, org_id: _org, user_id: _user, ordinal: _ordinal, ...HEAD } = getTableColumns(jobArtifacts);

export function artifactReads(db: Executor): ArtifactReads {
  const withBody = { ...HEAD, body: jobArtifacts.body };
  return {
    async list(job_id, kind) {
      return db
        .select(HEAD)
        .from(jobArtifacts)
        .where(and(eq(jobArtifacts.job_id, job_id), kind && eq(jobArtifacts.kind, kind)))
        .orderBy(asc(jobArtifacts.ordinal));
    },

    async find(job_id, artifact_id) {
      const one = and(eq(jobArtifacts.job_id, job_id), eq(jobArtifacts.id, artifact_id));
      const [row] = await db.select(withBody).from(jobArtifacts).where(one);
      return row ?? null;
    },

    async newest(job_id, kind, { limit, after }) {
      const older =
        after === undefined
          ? undefined
          : sql`${jobArtifacts.ordinal} < (
              SELECT last.ordinal FROM job_artifacts last WHERE last.job_id = ${job_id} AND last.id = ${after})`;
      return db
        .select(withBody)
        .from(jobArtifacts)
        .where(and(eq(jobArtifacts.job_id, job_id), eq(jobArtifacts.kind, kind), older))
        .orderBy(desc(jobArtifacts.ordinal))
        .limit(limit);
    },

    async latest(job_id, kind) {
      const [row] = await db
        .select(withBody)
        .from(jobArtifacts)
        .where(and(eq(jobArtifacts.job_id, job_id), eq(jobArtifacts.kind, kind)))
        .orderBy(desc(jobArtifacts.ordinal))
        .limit(1);
      return row ?? null;
    },
  };
}

export function artifactStore(db: Executor): ArtifactStore {
  return {
    ...artifactReads(db),

    async insert({ org_id, user_id, body, ...head }): Promise<ArtifactRecord> {
      // Serialised once: the hash is of the very text that is stored.
      const text = Buffer.from(JSON.stringify(body), 'utf8');
      const record = { ...head, sha256: createHash('sha256').update(text).digest('hex'), bytes: text.byteLength };
      await db.insert(jobArtifacts).values({
        ...record,
        org_id,
        user_id,
        ordinal: sql`(SELECT coalesce(max(ordinal), 0) + 1 FROM job_artifacts WHERE job_id = ${record.job_id})`,
        body: sql`${text.toString('utf8')}::json`,
      });
      return record;
    },
  };
}
