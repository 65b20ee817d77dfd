import { createHash } from 'node:crypto';
import { and, asc, desc, eq, getTableColumns, inArray, isNull, lt, sql } from 'drizzle-orm';
import { AppError } from '../../app/app-error.ts';
import type { ArtifactBody, ArtifactReads, ArtifactRecord, ArtifactStore } from '../../app/ports/artifact-store.ts';
import type { ContentStore } from '../../app/ports/content-store.ts';
import type { Executor } from '../executor.ts';
import { jobArtifacts } from '../schema/job-artifacts.ts';
import { jobs } from '../schema/jobs.ts';

/** Larger bodies stand in the store of contents: a row that is read with its job stays small. Bytes. */
const MOST_IN_ROW = 64 * 1024;

const {
  body: _body,
  place: _place,
  org_id: _org,
  user_id: _user,
  ordinal: _ordinal,
  ...HEAD
} = getTableColumns(jobArtifacts);

export function artifactReads(db: Executor, contents: ContentStore): ArtifactReads {
  const withBody = { ...HEAD, place: jobArtifacts.place, body: jobArtifacts.body };
  const whole = (row: Row): Promise<ArtifactBody> => withItsBody(contents, row);
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
      return row ? await whole(row) : null;
    },

    async newest(job_id, kind, { limit, after }) {
      const older =
        after === undefined
          ? undefined
          : sql`${jobArtifacts.ordinal} < (
              SELECT last.ordinal FROM job_artifacts last WHERE last.job_id = ${job_id} AND last.id = ${after})`;
      const rows = await db
        .select(withBody)
        .from(jobArtifacts)
        .where(and(eq(jobArtifacts.job_id, job_id), eq(jobArtifacts.kind, kind), older))
        .orderBy(desc(jobArtifacts.ordinal))
        .limit(limit);
      return await Promise.all(rows.map(whole));
    },

    async latest(job_id, kind) {
      const [row] = await db
        .select(withBody)
        .from(jobArtifacts)
        .where(and(eq(jobArtifacts.job_id, job_id), eq(jobArtifacts.kind, kind)))
        .orderBy(desc(jobArtifacts.ordinal))
        .limit(1);
      return row ? await whole(row) : null;
    },
  };
}

type Row = ArtifactBody & { readonly place: 'row' | 'store' };

async function withItsBody(contents: ContentStore, { place, ...row }: Row): Promise<ArtifactBody> {
  if (row.gone_at !== null)
    throw new AppError('ARTIFACT_GONE', `It was kept until ${row.gone_at.toISOString().slice(0, 10)}.`);
  if (place === 'row') return row;
  const bytes = await contents.get(row.sha256);
  if (bytes === null) throw new AppError('ARTIFACT_GONE', 'The place where it was kept does not have it any more.');
  return { ...row, body: JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown };
}

export function artifactStore(db: Executor, contents: ContentStore): ArtifactStore {
  return {
    ...artifactReads(db, contents),

    async insert({ org_id, user_id, body, ...head }): Promise<ArtifactRecord> {
      // Serialised once: the hash is of the very text that is stored.
      const text = Buffer.from(JSON.stringify(body), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const record = { ...head, sha256, bytes: text.byteLength, gone_at: null };
      const place = text.byteLength > MOST_IN_ROW ? 'store' : 'row';
      if (place === 'store') {
        // Held until this row is committed, so that no sweep takes the bytes from under it.
        await db.execute(sql`SELECT pg_advisory_xact_lock_shared(${LOCKS}, ${lockOf(sha256)})`);
        await contents.put(sha256, text);
      }
      await db.insert(jobArtifacts).values({
        ...record,
        org_id,
        user_id,
        place,
        ordinal: sql`(SELECT coalesce(max(ordinal), 0) + 1 FROM job_artifacts WHERE job_id = ${record.job_id})`,
        body: place === 'store' ? null : sql`${text.toString('utf8')}::json`,
      });
      return record;
    },

    async expire(now, limit) {
      const due = db
        .select({ id: jobArtifacts.id })
        .from(jobArtifacts)
        .innerJoin(jobs, eq(jobs.id, jobArtifacts.job_id))
        .where(and(lt(jobArtifacts.expires_at, now), isNull(jobArtifacts.gone_at), sql`${jobs.ended_at} IS NOT NULL`))
        .orderBy(asc(jobArtifacts.expires_at))
        .limit(limit);
      const rows = await db
        .update(jobArtifacts)
        .set({ gone_at: now, body: null })
        .where(and(inArray(jobArtifacts.id, due), isNull(jobArtifacts.gone_at)))
        .returning({ id: jobArtifacts.id });
      return rows.length;
    },

    async releaseContent(sha256, remove) {
      const [lock] = await db.execute<{ held: boolean }>(
        sql`SELECT pg_try_advisory_xact_lock(${LOCKS}, ${lockOf(sha256)}) AS held`,
      );
      if (lock?.held !== true) return false;
      const here = and(eq(jobArtifacts.sha256, sha256), eq(jobArtifacts.place, 'store'), isNull(jobArtifacts.gone_at));
      const held = await db.select({ id: jobArtifacts.id }).from(jobArtifacts).where(here).limit(1);
      if (held.length > 0) return false;
      await remove();
      return true;
    },
  };
}

/** The first half of our advisory locks' names; the second is the beginning of the hash. */
const LOCKS = 0x61727466;

function lockOf(sha256: string): number {
  return Buffer.from(sha256.slice(0, 8), 'hex').readInt32BE();
}
