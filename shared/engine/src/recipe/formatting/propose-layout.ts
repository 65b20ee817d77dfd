import type { PlanLevel } from '@iama/contracts/recipe';
import type { SourceTree } from '../recipe.ts';
import { parseModule } from '../../js/parse.ts';
import { walk } from '../../js/walk.ts';
import { NOTHING } from '../proposal/proposal.ts';
import type { FileOutcome, Proposal, Replacement } from '../proposal/proposal.ts';
import { languageAt } from '../proposal/covered-files.ts';
import { lineHunks } from './line-hunks.ts';
import { sameCode } from './same-code.ts';
import { styleFor } from './style.ts';
import { tieHunks } from './tie-hunks.ts';
import type { Span } from './tie-hunks.ts';

/** The lines of a file that its repository's formatter would lay out differently. */
export async function proposeLayout(
  tree: SourceTree,
  path: string,
  text: string,
  level: PlanLevel,
): Promise<FileOutcome> {
  const outcome = styleFor(tree, path, text);
  if (!outcome.ok) return { skip: outcome.reason };
  const isScript = languageAt(path) === 'script';
  if (!outcome.said && (level === 'CONSERVATIVE' || !isScript))
    return { skip: 'no formatter’s settings say how the code should look' };
  if (text.trim() === '') return NOTHING;
  // Loaded when it is needed: it brings a binary of its own, which not every client carries.
  const { format } = await import('oxfmt');
  const { code, errors } = await format(path, text, outcome.style);
  if (errors.length > 0) return { skip: `it does not parse: ${errors[0]?.message ?? ''}` };
  if (code === text) return NOTHING;
  if (isScript && !sameCode(path, text, code))
    return { skip: 'the formatter’s result could not be proved to be the same code' };
  return { proposals: layoutProposals(text, lineHunks(text, code), statementsIn(path, text), level), holds: [] };
}

/** One proposal for each set of hunks that belong together. */
export function layoutProposals(
  text: string,
  hunks: readonly Replacement[],
  statements: readonly Span[] | null,
  level: PlanLevel,
): Proposal[] {
  const groups = statements === null ? [[...hunks]] : tieHunks(hunks, statements);
  return groups.flatMap((edits) => {
    const isSpace = edits.every(({ start, end, replacement }) => bare(text.slice(start, end)) === bare(replacement));
    if (level === 'CONSERVATIVE' && !isSpace) return [];
    const at = edits[0]?.start ?? 0;
    const line = text.slice(at, text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at)).trim();
    return [
      {
        kind: isSpace ? 'white_space' : 'layout',
        symbol: null,
        at,
        key: line.slice(0, 60),
        message: isSpace
          ? 'White space is not as the formatter would have it.'
          : 'The code is not laid out as the formatter would have it.',
        edits,
      },
    ];
  });
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Spans of statements and members, those that start first first; null where a file is laid out as a whole. */
function statementsIn(path: string, text: string): Span[] | null {
  const parsed = parseModule(path, text);
  if (!parsed.ok || languageAt(path) !== 'script') return null;
  const spans: Span[] = [];
  walk(parsed.module.program, (node) => {
    if (/Statement$|Declaration$|^(?:MethodDefinition|PropertyDefinition|SwitchCase)$/.test(node.type))
      spans.push({ start: node.start, end: node.end });
  });
  return spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
}
