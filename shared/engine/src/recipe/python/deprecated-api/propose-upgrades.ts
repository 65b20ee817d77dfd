import type { PlanLevel } from '@iama/contracts/recipe';
import type { RecipeRequest } from '../../recipe.ts';
import type { FileOutcome, FileProposals, Hold, Proposal } from '../../proposal/proposal.ts';
import { pythonTree } from '../python-tree.ts';
import type { RuffDiagnostic } from '../ruff/ruff-host.ts';
import { lintPython } from '../ruff/lint-python.ts';
import { shareInsertions } from '../share-insertions.ts';

/**
 * ruff does not say over this interface which of its fixes are safe, so these lists are ours. First: names that Python has
 * deprecated or removed, replaced by what they were an alias of. Then: forms that do nothing on any supported Python. Last:
 * newer forms of annotations, which programs that read annotations at run time can see.
 */
const ALIASES = ['UP005', 'UP020', 'UP021', 'UP023', 'UP024', 'UP026', 'UP041'];
const IDLE = [
  'UP001',
  'UP004',
  'UP009',
  'UP010',
  'UP011',
  'UP015',
  'UP019',
  'UP025',
  'UP029',
  'UP033',
  'UP035',
  'UP039',
];
const ANNOTATIONS = ['UP006', 'UP007', 'UP017', 'UP045'];

const CODES: Record<PlanLevel, readonly string[]> = {
  CONSERVATIVE: ALIASES,
  STANDARD: [...ALIASES, ...IDLE],
  COMPREHENSIVE: [...ALIASES, ...IDLE, ...ANNOTATIONS],
};

/** Deprecated names and forms of one Python file, by the oldest Python that the project runs on. */
export async function proposeUpgrades(
  { tree, level }: RecipeRequest,
  path: string,
  text: string,
): Promise<FileOutcome> {
  const parsed = pythonTree(text);
  if (!parsed.ok) return { skip: parsed.reason };
  return upgradesIn(text, await lintPython(tree, path, text, CODES[level]));
}

function upgradesIn(text: string, found: readonly RuffDiagnostic[]): FileProposals {
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  const taken: { start: number; end: number }[] = [];
  // Of nested fixes the outer one comes first, and carries the inner one's text as it is.
  for (const { code, message, start, fix } of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const words = message.replace(/\.$/, '');
    if (code === null || fix.some((each) => taken.some((other) => each.start < other.end && other.start < each.end)))
      continue;
    if (fix.length === 0) holds.push({ symbol: null, at: start, reason: `${words}: there is no mechanical way.` });
    else {
      taken.push(...fix);
      const line = text.slice(start, text.indexOf('\n', start));
      proposals.push({
        kind: 'deprecated_api',
        symbol: null,
        at: start,
        key: `${code} ${line.slice(0, 50)}`,
        message: `${words}.`,
        edits: fix,
      });
    }
  }
  return { proposals: shareInsertions(proposals), holds };
}
