import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { canBeStatements } from '../plan/as-statements.ts';
import { isDead } from '../plan/drop.ts';
import { hasEffects } from '../evaluate/evaluate.ts';
import { hookOf } from '../work/hook-dependency.ts';
import { contains } from '../work/walk.ts';
import type { Removal, Work } from '../work/work.ts';
import type { Candidate, Removals } from './candidate.ts';

const NONE: Removals = [];

/** What has to go so that an unused name is gone; empty when it has to stay. */
export function removalOf(work: Work, candidate: Candidate): Removals {
  const { binding, seed } = candidate;
  const { declaration } = binding;
  const gone = (node: SyntaxNode, keep: readonly SyntaxNode[] = []): readonly [SyntaxNode, Removal] => [
    node,
    { reason: 'unused', seed, keep },
  ];
  switch (declaration.role) {
    case 'import_item':
      return removeImport(work, declaration, gone);
    case 'function':
      return declaration.annotations.length > 0 ||
        !standsInList(declaration) ||
        hasEffects(work, candidate.file, declaration)
        ? NONE
        : [gone(declaration)];
    case 'class':
      return declaration.annotations.length > 0 || !standsInList(declaration) || runsCode(declaration)
        ? NONE
        : [gone(declaration)];
    case 'entry':
      return hasEffects(work, candidate.file, declaration.value) ? NONE : [gone(declaration)];
    case 'binding':
      return removeVariable(work, candidate, declaration, gone);
    default:
      return NONE;
  }
}

type Gone = (node: SyntaxNode, keep?: readonly SyntaxNode[]) => readonly [SyntaxNode, Removal];

function removeImport(work: Work, item: SyntaxNode & { role: 'import_item' }, gone: Gone): Removals {
  const statement = item.parent;
  if (statement?.role !== 'import') return NONE;
  const others = statement.items.some((other) => other !== item && !work.removals.has(other));
  if (others || !statement.removable) return [gone(item)];
  return statement.opaque ? NONE : [gone(item), gone(statement)];
}

function standsInList(node: SyntaxNode): boolean {
  const { parent } = node;
  return parent?.role === 'unit' || parent?.role === 'block' || parent?.role === 'class' || parent?.role === 'arm';
}

/** A class that does something when it is declared. */
function runsCode(node: SyntaxNode & { role: 'class' }): boolean {
  return node.members.some(
    (member) =>
      member.role === 'block' || member.role === 'expression' || (member.role === 'other' && member.effects === 'some'),
  );
}

function removeVariable(
  work: Work,
  candidate: Candidate,
  declaration: SyntaxNode & { role: 'binding' },
  gone: Gone,
): Removals {
  const { file, binding } = candidate;
  const statement = declaration.parent;
  if (statement?.role !== 'declaration') return removeFromPattern(work, candidate, declaration, gone);
  if (!standsInList(statement)) return NONE;
  if (statement.annotations.length > 0 && work.program.mode === 'safe') return NONE;
  const removals: (readonly [SyntaxNode, Removal])[] = [];
  for (const use of work.program.links.usesOf(binding)) {
    if (isDead(work, use.node)) continue;
    if (hookOf(use.node)) {
      removals.push(gone(use.node));
      continue;
    }
    if (use.access === 'read') continue;
    const assignment = use.node.parent;
    const whole = assignment?.parent;
    if (assignment?.role === 'binding' && assignment.name === use.node && whole?.role === 'declaration') {
      const value = assignment.initializer;
      removals.push(gone(assignment, value && hasEffects(work, use.file, value) ? [value] : []));
      continue;
    }
    if (statement.constant && !ASSIGNED_ONCE.has(file.dialect.language)) return NONE;
    if (assignment?.role !== 'assign' || whole?.role !== 'expression' || assignment.target !== use.node) return NONE;
    if (whole.parent?.role === 'if' && whole.parent.form === 'modifier') return NONE;
    const keep = hasEffects(work, use.file, assignment.value) ? [assignment.value] : [];
    if (!canBeStatements(use.file, keep) || !standsInList(whole)) return NONE;
    removals.push(gone(whole, keep));
  }
  const { initializer } = declaration;
  const keep = initializer && mustRun(work, file, initializer) ? [initializer] : [];
  if (keep.length > 0) {
    if (BUILDS.has(valueIn(initializer)?.role ?? '')) return NONE;
    if (!canBeStatements(file, keep) || binding.kind === 'field' || namesItself(candidate, keep)) return NONE;
    if (statement.parent?.role === 'unit' && ONLY_DECLARATIONS.has(file.dialect.language)) return NONE;
  }
  return [...removals, gone(declaration, keep)];
}

/** `const a = require('b')` is how CommonJS writes an import, and goes like one. */
function mustRun(work: Work, file: SourceFile, initializer: SyntaxNode): boolean {
  return hasEffects(work, file, initializer) && !isRequire(file, initializer);
}

/** `require('b')`, or something of it, where `require` is the runtime's own. */
function isRequire(file: SourceFile, node: SyntaxNode): boolean {
  if (node.role === 'member') return node.object !== null && isRequire(file, node.object);
  if (node.role !== 'call' || node.callee.role !== 'name' || node.callee.name !== 'require') return false;
  if (!/^(java|type)script$/.test(file.dialect.language) || file.bindings.of(node.callee) !== null) return false;
  return node.args.length === 1 && node.args[0]!.value.role === 'literal';
}

/** What nobody writes for its effects alone: it stays with its name. */
const BUILDS: ReadonlySet<string> = new Set(['function', 'object', 'list', 'element']);

function valueIn(node: SyntaxNode | null): SyntaxNode | null {
  if (node?.role === 'group') return valueIn(node.inner);
  return node?.role === 'wrap' && !node.waits ? valueIn(node.operand) : node;
}

/** Where a constant may be declared without a value and get it later; elsewhere assigning to one throws. */
const ASSIGNED_ONCE: ReadonlySet<string> = new Set(['java', 'kotlin', 'swift', 'csharp', 'rust']);

/** Nothing but declarations stands at the top of a file (in Kotlin and Swift: of most files). */
const ONLY_DECLARATIONS: ReadonlySet<string> = new Set(['kotlin', 'swift', 'go', 'rust', 'java']);

/** An initializer that reads its own name would read another one outside the declaration. */
function namesItself({ binding }: Candidate, keep: readonly SyntaxNode[]): boolean {
  return binding.references.some((use) => keep.some((node) => contains(node, use.node)));
}

/** `const { a, b } = c` loses `a`, unless `...rest` would then hold it. */
function removeFromPattern(
  work: Work,
  { file, binding }: Candidate,
  declaration: SyntaxNode & { role: 'binding' },
  gone: Gone,
): Removals {
  const isWritten = work.program.links
    .usesOf(binding)
    .some((use) => !contains(declaration, use.node) && !isDead(work, use.node));
  if (isWritten) return NONE;
  const entry = declaration.parent;
  const pattern = entry?.parent;
  if (entry?.role !== 'entry' || pattern?.role !== 'object' || pattern.parent?.role !== 'binding') return NONE;
  // What a computed key does, it does for the other names too.
  if (entry.key === null) return NONE;
  if (pattern.children.some((child) => child.role !== 'entry')) return NONE;
  if (declaration.initializer && hasEffects(work, file, declaration.initializer)) return NONE;
  const whole = pattern.parent;
  const others = pattern.children.some((other) => other !== entry && !work.removals.has(other));
  if (others) return [gone(entry)];
  const { initializer } = whole;
  if (!initializer || whole.parent?.role !== 'declaration' || !standsInList(whole.parent)) return NONE;
  const keep = mustRun(work, file, initializer) ? [initializer] : [];
  return canBeStatements(file, keep) ? [gone(entry), gone(whole, keep)] : NONE;
}
