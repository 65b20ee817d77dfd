import type { PlanLevel } from '@iama/contracts/recipe';
import { counted } from '../proposal/counted.ts';
import type { PlanWords, RecipeResult } from '../recipe.ts';

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Move it; the old file goes on exporting it',
  STANDARD: 'Move it with its own helpers, and mend the imports',
  COMPREHENSIVE: 'Move it, mend the imports, and export what it needs from the old file',
};

export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  const files = result.findings.length;
  const [first] = result.kept;
  const words = ['Move code whose loading does something, or that depends on where its file lies.'];
  if (level === 'CONSERVATIVE') words.push('Change those who import it, or move anything along.');
  if (level !== 'COMPREHENSIVE') words.push('Export what was private to the old file.');
  return {
    title: TITLES[level],
    summary:
      files === 0
        ? `Nothing is moved${first ? `: ${first.reason}` : ''}.`
        : `Moves the symbol, with changes in ${counted(files, 'file', 'files')}, as one change.`,
    will: result.findings.map(({ message }) => message),
    will_not: words,
    risk: files === 0 || level === 'CONSERVATIVE' ? 'low' : 'medium',
    risk_reason:
      files === 0
        ? 'Nothing changes.'
        : 'Code keeps every byte; the order in which files are loaded may change, and nothing that is moved acts when it is loaded.',
  };
}
