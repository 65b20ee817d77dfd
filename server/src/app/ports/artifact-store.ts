import type { Artifact, ArtifactKind } from '@iama/contracts/job/artifact';

export interface ArtifactRecord extends Omit<Artifact, 'created_at' | 'expires_at'> {
  readonly created_at: Date;
  readonly expires_at: Date;
}

export interface ArtifactBody extends ArtifactRecord {
  /** Of the shape that `kind` says. It was parsed before it was stored, so it is trusted here. */
  readonly body: unknown;
}

export interface NewArtifact extends Omit<ArtifactRecord, 'sha256' | 'bytes'> {
  readonly org_id: string;
  readonly user_id: string;
  /** Plain JSON. */
  readonly body: unknown;
}

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

/** Artifacts are written once and never changed. */
export interface ArtifactStore extends ArtifactReads {
  /** The record that was stored; `sha256` and `bytes` are those of the body's JSON text in UTF-8. */
  insert(artifact: NewArtifact): Promise<ArtifactRecord>;
}
