import type { PlanLevel } from '@iama/contracts/recipe';
import { counted } from '../proposal/counted.ts';
import type { PlanWords, RecipeResult } from '../recipe.ts';

const TITLES: Record<PlanLevel, string> = {
  CONSERVATIVE: 'Rename inside the file; others keep the name they import',
  STANDARD: 'Rename in the whole repository; the public name stays',
  COMPREHENSIVE: 'Rename everywhere, the public name too',
};

export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  const files = result.findings.length;
  const [first] = result.kept;
  const words = ['Change comments, strings or documents that mention the old name: they are listed.'];
  if (level === 'CONSERVATIVE') words.push('Change other files: what they import keeps its name.');
  if (level !== 'COMPREHENSIVE') words.push('Change a name under which people who install the package import it.');
  return {
    title: TITLES[level],
    summary:
      files === 0
        ? `Nothing is renamed${first ? `: ${first.reason}` : ''}.`
        : `Renames the symbol in ${counted(files, 'file', 'files')}, as one change.`,
    will: result.findings.map(({ path, message }) => `${message.replace(/\.$/, '')} of ${path}.`),
    will_not: words,
    risk: files === 0 || level === 'CONSERVATIVE' ? 'low' : level === 'STANDARD' ? 'medium' : 'high',
    risk_reason:
      level === 'COMPREHENSIVE'
        ? 'Code outside the repository that uses the old name stops working.'
        : 'Every name was proven to mean what it meant; only code that builds names from strings could notice.',
  };
}
