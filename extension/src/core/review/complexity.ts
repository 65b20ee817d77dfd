import type { Proposal } from '@iama/contracts/job/proposal';
import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';
import type { Translate } from '../translate.ts';
import { acceptsLine, changedLines } from './decide-lines.ts';
import type { ReviewState } from './review-state.ts';

/**
 * Above these a change is more than a person reviews well at once. 400 lines is where the Cisco code review study
 * (SmartBear, 2006) saw reviewers stop finding defects; the others are ours: a list of ten still fits into one look.
 */
export const COMPLEXITY_LIMITS = { files: 10, lines: 400, symbols: 25, callers: 25 } as const;

export type Reach = Pick<Proposal, 'symbols' | 'callers' | 'files'>;

export interface Complexity {
  /** What makes the accepted part hard to oversee, in words. */
  readonly reasons: readonly string[];
  /** True when it is so large that a person is asked once more before it is written. */
  readonly large: boolean;
}

/** What a person should know of its size before they write the accepted part. */
export function judgeComplexity(patch: Patch, state: ReviewState, reach: Reach | null, t: Translate): Complexity {
  const files = patch.files.filter((file) => file.hunks.some((hunk) => !state.rejected.has(hunk.id)));
  const lines = files.flatMap((file) => file.hunks).reduce((sum, hunk) => sum + acceptedLines(hunk, state), 0);
  const large: string[] = [];
  if (files.length > COMPLEXITY_LIMITS.files) large.push(t('It changes {0} files.', files.length));
  if (lines > COMPLEXITY_LIMITS.lines) large.push(t('It adds or removes {0} lines.', lines));
  if (!reach) return { reasons: large, large: large.length > 0 };
  if (reach.symbols > COMPLEXITY_LIMITS.symbols) large.push(t('Its plan touches {0} symbols.', reach.symbols));
  if (reach.callers > COMPLEXITY_LIMITS.callers) large.push(t('{0} other files use what it changes.', reach.callers));
  return { reasons: [...large, ...unreachedWords(files, reach, t)], large: large.length > 0 };
}

function acceptedLines(hunk: Hunk, state: ReviewState): number {
  return changedLines(hunk).filter((index) => acceptsLine(state, hunk, index)).length;
}

function unreachedWords(files: readonly PatchFile[], reach: Reach, t: Translate): string[] {
  const reached = new Map(reach.files.map((file) => [file.path, file.reached_by]));
  const unreached = files.filter((file) => reached.get(file.path)?.length === 0);
  if (unreached.length === 0) return [];
  const names = unreached.slice(0, 3).map((file) => file.path);
  const more = unreached.length > names.length ? ' …' : '';
  return [t('Files of it that no test loads: {0}', names.join(', ') + more)];
}
