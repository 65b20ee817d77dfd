import { verifyBundle } from '@iama/engine/lock/evidence/verify-bundle';
import { readHistory } from '@iama/engine/replay/read-history';
import type { ReplaySource } from '@iama/engine/replay/read-history';
import { RunnerError } from '../errors/runner-error.ts';
import { readBundle } from './bundle-folder.ts';

/** What a bundle tells of a job, after every byte was compared. Throws BUNDLE_UNREADABLE, BUNDLE_CHANGED, BUNDLE_OF_NO_JOB. */
export async function readJobBundle(folder: string): Promise<ReplaySource> {
  const files = await readBundle(folder);
  const [finding] = verifyBundle(files);
  if (finding) {
    const message = `The bundle is not as it was sealed: ${finding.path}: ${finding.detail}`;
    throw new RunnerError('BUNDLE_CHANGED', message, 'Take the bundle again from where it was made.');
  }
  const source = readHistory(files);
  if (source) return source;
  const next = 'Name a folder that `iama evidence <id> --out` has written.';
  throw new RunnerError('BUNDLE_OF_NO_JOB', `${folder} tells of no job: it was written by \`iama lock\`.`, next);
}
