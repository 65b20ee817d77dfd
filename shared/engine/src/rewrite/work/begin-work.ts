import type { Mark, Program } from '../program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { addFact } from '../facts/add-fact.ts';
import { canBeLiteral } from './can-be-literal.ts';
import { goesWhere } from './goes-where.ts';
import { touch } from './touch.ts';
import { rootOf, walk } from './walk.ts';
import { newRound } from './work.ts';
import type { Work } from './work.ts';

/** A mark that cannot be carried out where it stands, with the reason. */
export interface Refused {
  readonly node: SyntaxNode;
  readonly seed: string;
  readonly reason: string;
}

/** What is known before the first round: the marks, where they can be carried out. */
export function beginWork(program: Program, without: ReadonlySet<SyntaxNode>): { work: Work; refused: Refused[] } {
  const files = new Map<SyntaxNode, SourceFile>();
  for (const file of program.files.values()) files.set(file.root, file);
  const work: Work = {
    program,
    facts: new Map(),
    removals: new Map(),
    replacements: new Map(),
    rewrites: new Map(),
    touched: new Set(),
    constants: new Map(),
    files,
    deleted: new Map(),
    getters: getterNames(program),
    round: newRound(),
  };
  const refused: Refused[] = [];
  for (const [node, mark] of program.marks) {
    const file = files.get(rootOf(node));
    if (!file || without.has(node)) continue;
    const reason = accept(work, file, node, mark);
    if (reason !== null) refused.push({ node, seed: mark.seed, reason });
  }
  return { work, refused };
}

function accept(work: Work, file: SourceFile, node: SyntaxNode, mark: Mark): string | null {
  switch (mark.kind) {
    case 'value': {
      const problem = canBeLiteral(file, node, mark.value);
      if (problem !== null) return problem;
      addFact(work, file, node, mark.value, mark.seed);
      return null;
    }
    case 'replace':
      work.replacements.set(node, { by: mark.by, seed: mark.seed });
      touch(work, node);
      return null;
    case 'remove': {
      const target = goesWhere(node);
      if (target === null) return 'Its result is used here, so it cannot simply go.';
      work.removals.set(target, { reason: 'mark', seed: mark.seed, keep: [] });
      touch(work, target);
      return null;
    }
  }
}

function getterNames(program: Program): Set<string> {
  const names = new Set<string>();
  for (const file of program.files.values()) {
    if (!/\bget\b|@\w*property|defineProperty/.test(file.text)) continue;
    walk(file.root, (node) => {
      if (node.role !== 'function' || !isGetter(node)) return;
      const name = node.name?.name ?? (node.parent?.role === 'entry' ? node.parent.key : null);
      if (name !== null) names.add(name);
    });
  }
  return names;
}

function isGetter(node: SyntaxNode & { role: 'function' }): boolean {
  return node.kind === 'getter' || node.annotations.some((annotation) => annotation.name.endsWith('property'));
}
