import type { Artifact, ArtifactKind } from '@iama/contracts/job/artifact';

export interface ArtifactRecord extends Omit<Artifact, 'created_at' | 'expires_at' | 'gone_at'> {
  readonly created_at: Date;
  readonly expires_at: Date;
  /** When its time was up and the body was cleared away; null while it is there. */
  readonly gone_at: Date | null;
}

export interface ArtifactBody extends ArtifactRecord {
  /** Of the shape that `kind` says. It was parsed before it was stored, so it is trusted here. */
  readonly body: unknown;
}

export interface NewArtifact extends Omit<ArtifactRecord, 'sha256' | 'bytes' | 'gone_at'> {
  readonly org_id: string;
  readonly user_id: string;
  /** Plain JSON. */
  readonly body: unknown;
}

/** Whatever reads a body that is not there any more rejects with ARTIFACT_GONE. */
export interface ArtifactReads {
  /** Oldest first. */
  list(job_id: string, kind?: ArtifactKind): Promise<ArtifactRecord[]>;
  find(job_id: string, artifact_id: string): Promise<ArtifactBody | null>;
  /** Newest first: those before the artifact `after`, or all. None where the job has no such artifact. */
  newest(
    job_id: string,
    kind: ArtifactKind,
    page: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<ArtifactBody[]>;
  latest(job_id: string, kind: ArtifactKind): Promise<ArtifactBody | null>;
}

/** Artifacts are written once and never changed; a body goes when its time is up. */
export interface ArtifactStore extends ArtifactReads {
  /** The record that was stored; `sha256` and `bytes` are those of the body's JSON text in UTF-8. */
  insert(artifact: NewArtifact): Promise<ArtifactRecord>;
  /** Clears at most `limit` bodies away that expired before `now`, of jobs that have ended. How many. */
  expire(now: Date, limit: number): Promise<number>;
  /**
   * Runs `remove` if no artifact has its body under this hash, and holds others off from writing one until the transaction ends. False
   * when one has, or is about to.
   */
  releaseContent(sha256: string, remove: () => Promise<void>): Promise<boolean>;
}
