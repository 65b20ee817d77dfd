import type { Spec } from '@iama/contracts/job/spec';
import type { SpecContent } from './spec-content.ts';

export interface WishWithin {
  readonly content: SpecContent;
  /** Files that the wish allows and the plan does not change. */
  readonly left: readonly string[];
}

/** What a specification would say after a wish that was made of another plan: files that the plan does not change cannot be in it. Pure. */
export function wishWithin(wished: SpecContent, spec: Pick<Spec, 'allowed_files'>): WishWithin {
  const planned = new Set(spec.allowed_files);
  const within = wished.allowed_files.filter((path) => planned.has(path));
  const left = wished.allowed_files.filter((path) => !planned.has(path));
  // Nothing in common: then the files are those of the plan, and the words are still the person's.
  return { content: { ...wished, allowed_files: within.length > 0 ? within : spec.allowed_files }, left };
}
