import type { NameNode, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { contains, walk } from '../work/walk.ts';
import type { Branch } from './plan.ts';
import type { Planner } from './planner.ts';
import { isDropped } from './drop.ts';

/**
 * Whether statements must keep a block of their own when they move to where `node` stands: because they declare a name that
 * the code around means otherwise, or because leaving the block does something.
 */
export function needsBlock(planner: Planner, node: SyntaxNode, branches: readonly Branch[]): boolean {
  const { file } = planner;
  if (!file.dialect.block_scope) return false;
  const statements = livingStatements(planner, branches);
  const names = statements.flatMap((statement) => declaredNames(file, statement));
  if (names.length === 0) return false;
  if (node.parent?.role === 'arm' || statements.some((statement) => leavingMatters(file, statement))) return true;
  const scope = scopeAround(node);
  return names.some((name) => clashes(planner, scope, branches.flat(), name));
}

/** The statements that move, with those that have themselves lost the block around them. */
function livingStatements(planner: Planner, branches: readonly Branch[]): SyntaxNode[] {
  const direct = branches.flatMap((branch): readonly SyntaxNode[] =>
    'role' in branch ? (branch.role === 'block' ? branch.body : [branch]) : branch,
  );
  return direct.flatMap((statement) => {
    if (isDropped(planner.work, statement)) return [];
    const plan = planner.work.round.plans.get(statement);
    if (plan?.kind === 'contents' && !plan.block) return livingStatements(planner, plan.branches);
    return [statement];
  });
}

/** Names that a statement declares for the block it stands in. */
function declaredNames(file: SourceFile, statement: SyntaxNode): string[] {
  if (statement.role === 'function' || statement.role === 'class') return statement.name ? [statement.name.name] : [];
  if (statement.role !== 'declaration') return [];
  if (isVar(file, statement)) return [];
  const names: string[] = [];
  walk(statement, (node) => {
    if (node.role === 'binding' && node.name) names.push(node.name.name);
    return node.role !== 'function' && node.role !== 'class';
  });
  return names;
}

function isVar(file: SourceFile, statement: SyntaxNode): boolean {
  return (
    file.dialect.language.endsWith('script') &&
    /^(export\s+)?var\b/.test(file.text.slice(statement.start, statement.start + 12))
  );
}

/** `using` disposes at the end of its block, Rust drops there. */
function leavingMatters(file: SourceFile, statement: SyntaxNode): boolean {
  if (statement.role !== 'declaration') return false;
  if (file.dialect.language === 'rust') return true;
  return /^(await\s+)?using\b/.test(file.text.slice(statement.start, statement.start + 14));
}

/** The function, class or file whose names the moved ones would join. */
function scopeAround(node: SyntaxNode): SyntaxNode {
  let scope = node.parent ?? node;
  while (scope.parent && scope.role !== 'function' && scope.role !== 'class' && scope.role !== 'block')
    scope = scope.parent;
  // Parameters, and what a `catch` declares, are among the body's names.
  return scope.parent && (scope.parent.role === 'function' || scope.parent.role === 'other') ? scope.parent : scope;
}

function clashes(planner: Planner, scope: SyntaxNode, moved: readonly SyntaxNode[], name: string): boolean {
  const { work, file } = planner;
  // A `var` may have to be declared anew where the branch that held it goes.
  let clash = file.bindings.all.some(
    ({ name: other, declaration }) =>
      other === name &&
      declaration.parent?.role === 'declaration' &&
      isVar(file, declaration.parent) &&
      contains(scope, declaration) &&
      !moved.some((part) => contains(part, declaration)),
  );
  walk(scope, (node) => {
    if (clash || moved.includes(node) || isDropped(work, node)) return false;
    if (node.role === 'name' && node.name === name && isMeantOutside(planner, scope, moved, node)) clash = true;
    if (node.role === 'import_item' && node.local_name === name) clash = true;
    return true;
  });
  return clash;
}

/** A use or declaration of the name that is not private to some scope below. */
function isMeantOutside(planner: Planner, scope: SyntaxNode, moved: readonly SyntaxNode[], name: NameNode): boolean {
  const parent = name.parent;
  if (parent?.role === 'member' && parent.object !== name) return false;
  const binding = planner.file.bindings.of(name);
  if (!binding) return true;
  if (moved.some((part) => contains(part, binding.declaration))) return false;
  const home = homeOf(planner, binding.declaration);
  return !(home !== scope && home.parent !== scope && contains(scope, home));
}

const HOMES: ReadonlySet<string> = new Set(['block', 'function', 'unit', 'loop']);

/** The scope that a declaration belongs to, once blocks that have lost their braces are part of what is around them. */
function homeOf({ work, file }: Planner, declaration: SyntaxNode): SyntaxNode {
  let home: SyntaxNode = declaration.parent ?? declaration;
  const hoisted = home.role === 'declaration' && isVar(file, home);
  while (home.parent) {
    if (hoisted && home.role !== 'function' && home.role !== 'unit') {
      home = home.parent;
      continue;
    }
    const opens = (node: SyntaxNode) => {
      const plan = work.round.plans.get(node);
      return plan?.kind === 'contents' && !plan.block;
    };
    if (HOMES.has(home.role) && !opens(home) && !opens(home.parent)) return home;
    home = home.parent;
  }
  return home;
}
