import type { SgNode } from '@ast-grep/napi';
import { parseGrammar } from '../../syntax/grammars.ts';

export interface PythonSpan {
  readonly start: number;
  readonly end: number;
}

export const NO_PARSER = 'this machine has no compiled parser for Python';

/** The tree of a Python text, or why there is none. */
export function pythonTree(text: string): { ok: true; root: SgNode } | { ok: false; reason: string } {
  const root = parseGrammar('python', text);
  if (root === null) return { ok: false, reason: NO_PARSER };
  const broken = root.find({ rule: { kind: 'ERROR' } });
  return broken === null
    ? { ok: true, root }
    : { ok: false, reason: `it does not parse near line ${broken.range().start.line + 1}` };
}

export function spanOf(node: SgNode): PythonSpan {
  const { start, end } = node.range();
  return { start: start.index, end: end.index };
}

/** The named functions and classes around a node, dotted; null at the top of a file. */
export function pythonSymbol(node: SgNode): string | null {
  const names = node
    .ancestors()
    .filter((each) => each.kind() === 'function_definition' || each.kind() === 'class_definition')
    .map((each) => each.field('name')?.text() ?? '')
    .toReversed();
  return names.length === 0 ? null : names.join('.');
}

/** The statements of a block or module, comments left out. */
export function statementsOf(block: SgNode): SgNode[] {
  return block.children().filter((each) => each.isNamed() && each.kind() !== 'comment');
}

/** The smallest node of these kinds at a place. */
export function nodeAt(root: SgNode, start: number, kinds: readonly string[]): SgNode | null {
  let found: SgNode | null = null;
  for (let at: SgNode | null = root; at !== null;) {
    if (kinds.includes(String(at.kind())) && at.range().start.index === start) found = at;
    at = at.children().find((each) => each.range().start.index <= start && each.range().end.index > start) ?? null;
  }
  return found;
}
