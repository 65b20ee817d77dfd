import type { PlanLevel } from '@iama/contracts/recipe';
import type { SgNode } from '@ast-grep/napi';
import type { SourceTree } from '../../recipe.ts';
import { PRINTS } from '../../console-removal/output-files.ts';
import { NOTHING } from '../../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../../proposal/proposal.ts';
import { lintPython } from '../ruff/lint-python.ts';
import { nodeAt, pythonSymbol, pythonTree, spanOf } from '../python-tree.ts';
import { takeOutPython } from '../take-out-statements.ts';
import { actingPython } from './acting-python.ts';

const SWITCH = /verbose|debug|quiet|silent|\blog(?:ger|ging|_level)?\b|trace|dry_?run|\bDEV\b/i;

/** `print` in one Python file, and how it would go. `purpose` says why printing is what the file is for. */
export async function proposePrints(
  tree: SourceTree,
  path: string,
  text: string,
  level: PlanLevel,
  purpose: string | null,
): Promise<FileOutcome> {
  if (!/print\b/.test(text)) return NOTHING;
  const parsed = pythonTree(text);
  if (!parsed.ok) return { skip: parsed.reason };
  const found = await lintPython(tree, path, text, level === 'CONSERVATIVE' ? ['T201'] : ['T201', 'T203']);
  const calls = found.flatMap(({ code, start }) => {
    const call = code === null ? null : nodeAt(parsed.root, start, ['call']);
    return call ? [call] : [];
  });
  const [first] = calls;
  if (!first) return NOTHING;
  const why = purpose ?? (/^if\s+__name__\s*==/m.test(text) ? 'the file can be run as a script' : null);
  if (why !== null) {
    const reason = `Its output stays: ${why}.`;
    return { proposals: [], holds: [{ symbol: null, at: spanOf(first).start, reason }] };
  }
  const holds: Hold[] = [];
  const taken: { call: SgNode; statement: SgNode; kept: readonly SgNode[] }[] = [];
  for (const call of calls) {
    const statement = call.parent();
    const kept = keptArguments(call);
    const reason =
      whyKept(call, level) ?? (kept === null ? 'an unpacked argument does something, and could not stand alone' : null);
    if (reason !== null || !statement || kept === null)
      holds.push({ symbol: pythonSymbol(call), at: spanOf(call).start, reason: `\`print\` stays: ${reason ?? ''}.` });
    else taken.push({ call, statement, kept });
  }
  const gone = new Set(taken.filter(({ kept }) => kept.length === 0).map(({ statement }) => spanOf(statement).start));
  return { proposals: taken.map((each) => proposalOf(text, each, gone)), holds };
}

function whyKept(call: SgNode, level: PlanLevel): string | null {
  if (call.parent()?.kind() !== 'expression_statement') return 'its value is used';
  const name = pythonSymbol(call) ?? '';
  if (name.split('.').some((part) => PRINTS.test(part)) || /(?:Logger|Reporter|Printer|Console)\b/.test(name))
    return `printing is what \`${name}\` is for`;
  for (const each of call.ancestors()) {
    if (each.kind() === 'except_clause') return 'it is the only trace of an error that is caught there';
    const test = each.kind() === 'if_statement' || each.kind() === 'elif_clause' ? each.field('condition') : null;
    if (test && SWITCH.test(test.text())) return `\`${test.text()}\` switches it on, so it is a feature`;
    if (each.kind() === 'function_definition') break;
  }
  const given = call.field('arguments')?.children() ?? [];
  const words = given
    .filter((each) => each.kind() === 'keyword_argument')
    .map((each) => each.field('name')?.text() ?? '');
  if (words.includes('file')) return 'it names the stream that it writes to';
  if (words.includes('end') || words.includes('flush')) return 'it builds up a line, as progress displays do';
  const namesError = given.some((each) => /^(?:e|err|error|ex|exc|exception)$/.test(each.text()));
  return level !== 'COMPREHENSIVE' && namesError ? 'it reports an error' : null;
}

function keptArguments(call: SgNode): readonly SgNode[] | null {
  const kept: SgNode[] = [];
  const given = call.field('arguments');
  // `print(x for x in …)`: the whole argument list is the generator.
  if (given?.kind() === 'generator_expression') return null;
  for (const each of given?.children() ?? []) {
    if (!each.isNamed() || each.kind() === 'comment') continue;
    const value = each.kind() === 'keyword_argument' ? each.field('value') : each;
    if (!value || !actingPython(value)) continue;
    if (/splat/.test(String(value.kind()))) return null;
    kept.push(value);
  }
  return kept;
}

function proposalOf(
  text: string,
  { call, statement, kept }: { call: SgNode; statement: SgNode; kept: readonly SgNode[] },
  gone: ReadonlySet<number>,
): Proposal {
  const { start, end } = spanOf(statement);
  const written = call.text().replace(/\s+/g, ' ');
  const shown = written.length > 60 ? `${written.slice(0, 57)}…` : written;
  // On a line of its own or not, statements can always follow each other with `;`; what spans lines keeps its brackets.
  const values = kept.map((each) =>
    each.text().includes('\n') || each.kind() === 'named_expression' ? `(${each.text()})` : each.text(),
  );
  const edit =
    kept.length === 0 ? takeOutPython(text, statement, gone) : { start, end, replacement: values.join('; ') };
  const stays = kept.map((each) => `\`${each.text().replace(/\s+/g, ' ').slice(0, 60)}\``);
  return {
    kind: 'print_output',
    symbol: pythonSymbol(call),
    at: start,
    key: written.slice(0, 80),
    message: `\`${shown}\` prints for debugging.${stays.length > 0 ? ` ${stays.join(', ')} still runs.` : ''}`,
    edits: [edit],
  };
}
