import type { Artifact, ArtifactKind } from '@iama/contracts/job/artifact';

export interface ArtifactRecord extends Omit<Artifact, 'created_at' | 'expires_at'> {
  readonly created_at: Date;
  readonly expires_at: Date;
}

export interface ArtifactWithText extends ArtifactRecord {
  /** Parsed JSON, of the shape that `kind` says. Written by us: it was parsed before it was stored. */
  readonly body: unknown;
}

export interface NewArtifact extends ArtifactRecord {
  readonly org_id: string;
  readonly user_id: string;
  /** JSON text; `sha256` and `bytes` are those of its UTF-8 bytes. */
  readonly text: string;
}

export interface ArtifactReads {
  /** Oldest first. */
  list(job_id: string, kind?: ArtifactKind): Promise<ArtifactRecord[]>;
  find(job_id: string, artifact_id: string): Promise<ArtifactWithText | null>;
  latest(job_id: string, kind: ArtifactKind): Promise<ArtifactWithText | null>;
}

/** Artifacts are written once and never changed. */
export interface ArtifactStore extends ArtifactReads {
  insert(artifact: NewArtifact): Promise<void>;
}
