import type { ProfessionalFields } from '@iama/contracts/job/proposal';
import type { Complexity, PlanAnalysis } from '@iama/contracts/recipe';
import { countOf } from '../text/count-of.ts';
import { nameSome } from '../text/name-some.ts';

/** What a proposal is told of how its change comes about; both null for a recipe. */
export type ProfessionalFacts = Pick<ProfessionalFields, 'tokens' | 'confidence'>;

type Plan = Omit<PlanAnalysis, 'complexity'> & { readonly complexity: Complexity | null };

/** The technical figures of a plan, and what they say. */
export function professionalFields(plan: Plan, facts: ProfessionalFacts): ProfessionalFields {
  const { complexity, files } = plan;
  const reached = files.filter(isReached);
  const sentences = [complexityWords(complexity, files.length), testWords(plan), callerWords(plan), placeWords(plan)];
  return {
    technical_analysis: files.length === 0 ? [] : sentences.filter((sentence) => sentence !== null),
    estimated_complexity: complexity,
    tested_share: files.length === 0 ? null : reached.length / files.length,
    ...facts,
  };
}

function isReached({ reached_by = [] }: Plan['files'][number]): boolean {
  return reached_by.length > 0;
}

function complexityWords(complexity: Complexity | null, files: number): string | null {
  if (complexity === null) return null;
  const { before, after, unread } = complexity;
  const left_out = unread === 0 ? '' : `; ${countOf(unread, 'file')} could not be read for it`;
  if (unread >= files) return null;
  const then = after === null ? 'what it is afterwards shows once it is written' : `${after} after`;
  return `Cyclomatic complexity of the changed files: ${before} before, ${then}${left_out}.`;
}

function testWords({ files }: Plan): string {
  const unreached = files.filter((file) => !isReached(file)).map(({ path }) => path);
  if (unreached.length === 0) return 'Some test reaches every changed file.';
  if (unreached.length === files.length) return 'No test reaches a changed file.';
  return `Tests reach ${files.length - unreached.length} of ${files.length} changed files, not ${nameSome(unreached)}.`;
}

function callerWords({ callers }: Plan): string {
  if (callers === 0) return 'No file outside the change imports a changed file.';
  return callers === 1
    ? '1 file outside the change imports a changed file.'
    : `${callers} files outside the change import a changed file.`;
}

/** Where most of it is; said only where there is more than one place, and all of it was sent. */
function placeWords({ findings, finding_count, files }: Plan): string | null {
  if (files.length < 2 || findings.length < finding_count) return null;
  const by_file = [...Map.groupBy(findings, ({ path }) => path)].map(([path, all]) => ({ path, count: all.length }));
  const [most] = by_file.toSorted((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1));
  if (!most || most.count * 2 <= finding_count) return null;
  return `Most of it is in ${most.path}: ${most.count} of ${finding_count} changes.`;
}
