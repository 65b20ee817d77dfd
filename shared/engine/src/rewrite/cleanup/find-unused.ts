import type { SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { isTooEarly } from '../evaluate/is-too-early.ts';
import { isDead } from '../plan/drop.ts';
import { hookOf } from '../work/hook-dependency.ts';
import { touch } from '../work/touch.ts';
import { contains, functionAround, rootOf, walk } from '../work/walk.ts';
import type { Work } from '../work/work.ts';
import type { Candidate } from './candidate.ts';
import { removalOf } from './removal-of.ts';
import { removeParam } from './remove-param.ts';

/** What lost its last use because of what went: it goes too, when nothing else can see it and making it has no effects. */
export function findUnused(work: Work): boolean {
  let news = false;
  for (const candidate of [...neverRead(work), ...candidates(work).values()]) {
    const { binding } = candidate;
    if (work.program.mode === 'parity' && !work.constants.has(binding)) continue;
    if (isDead(work, binding.declaration) || work.program.links.open(binding) || isStillUsed(work, binding)) continue;
    const removals = binding.declaration.role === 'param' ? removeParam(work, candidate) : removalOf(work, candidate);
    for (const [node, removal] of removals) {
      if (work.removals.has(node)) continue;
      work.removals.set(node, removal);
      touch(work, node);
      news = true;
    }
  }
  return news;
}

/**
 * Variables that held nothing but what the flag gives. Nothing that goes needs to have named them: without the flag there is
 * no reason left to make them. At the top of a file, and where templates see every local name, a reader may be out of sight.
 */
function neverRead(work: Work): Candidate[] {
  return [...work.constants].flatMap(([binding, { file, seed, isOfFlag }]) => {
    // The JavaScript tool that parity compares with drops functions that only gave the flag, whoever may call them.
    const isFunction =
      work.program.mode === 'parity' &&
      file.dialect.language === 'javascript' &&
      binding.declaration.role === 'function';
    if ((binding.declaration.role !== 'binding' && !isFunction) || !isOfFlag) return [];
    const isSeen =
      binding.kind === 'variable' &&
      functionAround(binding.declaration) !== null &&
      !LOCALS_LEAK.has(file.dialect.language);
    return isSeen || work.program.mode === 'parity' ? [{ binding, file, seed }] : [];
  });
}

/** `compact('a')`, `binding`, `locals()`. */
const LOCALS_LEAK: ReadonlySet<string> = new Set(['php', 'ruby', 'python']);

/** Everything that was named in what is gone. */
function candidates(work: Work): Map<Binding, Candidate> {
  const found = new Map<Binding, Candidate>();
  for (const [root, seed] of work.round.dropped) {
    const file = work.files.get(rootOf(root));
    if (!file) continue;
    walk(root, (node) => {
      if (node.role !== 'name' && node.role !== 'member' && node.role !== 'other') return true;
      const target = targetOf(work, file, node);
      if (target && !found.has(target.binding)) found.set(target.binding, { ...target, seed });
      const own = file.bindings.of(node);
      if (own && own !== target?.binding && !found.has(own)) found.set(own, { binding: own, file, seed });
      return true;
    });
  }
  return found;
}

function targetOf(work: Work, file: SourceFile, node: SyntaxNode): { binding: Binding; file: SourceFile } | null {
  return work.program.links.targetOf(file, node);
}

/** A living read, outside the declaration itself. A hook's dependency counts only while its function uses the name. */
function isStillUsed(work: Work, binding: Binding): boolean {
  return work.program.links.usesOf(binding).some((use) => {
    if (isDead(work, use.node)) return false;
    if (isTooEarly(use.file, use.node)) return true;
    if (use.access === 'write' && binding.declaration.role !== 'import_item') return false;
    if (SELF_CONTAINED.has(binding.declaration.role) && contains(binding.declaration, use.node)) return false;
    const hook = hookOf(use.node);
    return !hook || isNeededDependency(work, binding, hook.args[0]!);
  });
}

const SELF_CONTAINED: ReadonlySet<string> = new Set(['function', 'class', 'binding']);

function isNeededDependency(work: Work, binding: Binding, callback: SyntaxNode): boolean {
  const inside = work.program.links.usesOf(binding).filter((use) => contains(callback, use.node));
  return inside.length === 0 || inside.some((use) => !isDead(work, use.node));
}
