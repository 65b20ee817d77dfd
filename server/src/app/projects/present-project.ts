import type { Project } from '@iama/contracts/project/project';
import type { ProjectRecord } from '../ports/project-store.ts';

export function presentProject({ id, name, fingerprint, created_at }: ProjectRecord): Project {
  return { id, name, fingerprint, created_at: created_at.toISOString() };
}
