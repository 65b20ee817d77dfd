import type { Actor } from '../actor.ts';
import type { Keyset } from './job-store.ts';

export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly created_at: Date;
}

export interface ProjectReads {
  find(actor: Actor, project_id: string): Promise<ProjectRecord | null>;
  /** Newest first. */
  list(actor: Actor, query: { readonly limit: number; readonly after?: Keyset | undefined }): Promise<ProjectRecord[]>;
}

export interface ProjectStore extends ProjectReads {
  /** The actor's project with this fingerprint, made if it is new; its name becomes the one given. */
  ensure(actor: Actor, project: ProjectRecord): Promise<ProjectRecord>;
}
