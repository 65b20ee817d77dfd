import type { Use } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { isDead } from '../plan/drop.ts';
import { runsAfter } from '../work/runs-after.ts';
import { functionAround } from '../work/walk.ts';
import type { Work } from '../work/work.ts';

/** A statement that assigns to a variable before anything else uses it, whatever happens. */
export interface FirstWrite {
  readonly statement: SyntaxNode;
  readonly value: SyntaxNode;
  /** Of the branch that lost its condition. */
  readonly seed: string;
}

/**
 * The assignment that makes what a variable is declared with pointless: the flag's condition around it is gone, and all
 * other uses run later.
 */
export function firstWriteOf(work: Work, file: SourceFile, binding: Binding): FirstWrite | null {
  const declared = binding.declaration.parent;
  const list = declared?.parent;
  if (binding.kind !== 'variable' || declared?.role !== 'declaration' || !list || !LISTS.has(list.role)) return null;
  if (work.program.mode === 'parity' || work.program.links.open(binding)) return null;
  const home = functionAround(declared);
  if (!staysInBlock(file, declared) && (home === null ? list.role !== 'unit' : list.parent !== home)) return null;
  const uses = work.program.links.usesOf(binding).filter((use) => !isDead(work, use.node));
  const [first] = uses.toSorted((a, b) => a.node.start - b.node.start);
  const found = first && first.node.start > declared.end && assignmentAt(first);
  if (!found || first.file !== file) return null;
  const seed = opened(work, found.statement, list);
  if (seed === null) return null;
  const after = { home, end: found.statement.end, within: null };
  return uses.every((use) => use.node === first.node || (use.file === file && runsAfter(file, use.node, after)))
    ? { ...found, seed }
    : null;
}

const LISTS: ReadonlySet<string> = new Set(['block', 'unit']);

/** A name that its block keeps cannot be used when the block is left early. */
function staysInBlock({ dialect, text }: SourceFile, declared: SyntaxNode): boolean {
  return dialect.block_scope && !/^(export\s+)?var\b/.test(text.slice(declared.start, declared.start + 12));
}

function assignmentAt({ node, access }: Use): { statement: SyntaxNode; value: SyntaxNode } | null {
  const assign = node.parent;
  if (access !== 'write' || assign?.role !== 'assign' || assign.operator !== '=' || assign.target !== node) return null;
  return assign.parent?.role === 'expression' ? { statement: assign.parent, value: assign.value } : null;
}

/** The seed that opened what stood around a statement, up to the list; null when something else may keep it from running. */
function opened(work: Work, statement: SyntaxNode, list: SyntaxNode): string | null {
  let seed: string | null = null;
  for (let at = statement.parent; at !== list; at = at.parent) {
    if (!at) return null;
    const plan = work.round.plans.get(at);
    if (plan?.kind === 'contents') seed = plan.seed;
    else if (at.role !== 'arm' && at.role !== 'block') return null;
  }
  return seed;
}
