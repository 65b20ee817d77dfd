import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { nodesOf } from './target-uses.ts';
import type { TargetUses } from './target-uses.ts';

/** What frameworks replace code with, whatever a file calls it. */
const MAKER = /^(?:mock|vi|vitest|jest)$/;
const SETTER =
  /^(?:Object\.(?:assign|definePropert(?:y|ies)|setPrototypeOf)|Reflect\.(?:set|defineProperty|setPrototypeOf))$/;

/** Whether a test file can put something in the place of the code that it tests, or does. Pure. */
export function hasStandIn(file: SourceFile, uses: TargetUses): boolean {
  return nodesOf(file.root).some((node) => bringsMaker(node, file, uses) || replaces(node, file, uses));
}

function bringsMaker(node: SyntaxNode, { dialect }: SourceFile, uses: TargetUses): boolean {
  if (node.role === 'import_item') return MAKER.test(node.imported);
  // `const { mock: m } = …`, `({ mock }) => …`: taken out of something, not put into it.
  if (node.role === 'entry') return node.value.role === 'binding' && node.key !== null && MAKER.test(node.key);
  if (node.role === 'name')
    return (
      dialect.language === 'python' && (node.name === 'mocker' || (node.name === 'monkeypatch' && !setsVariable(node)))
    );
  return (
    node.role === 'member' && (MAKER.test(node.property) || node.property === 'MonkeyPatch') && !uses.startsAt(node)
  );
}

/** Of pytest's fixture: the environment is no code. */
function setsVariable({ parent }: SyntaxNode): boolean {
  return parent?.role === 'param' || (parent?.role === 'member' && /^(?:setenv|delenv)$/.test(parent.property));
}

function replaces(node: SyntaxNode, file: SourceFile, uses: TargetUses): boolean {
  if (node.role === 'assign') return isAssigned(node, file, uses);
  if (node.role === 'call') {
    const [first] = node.args;
    return first !== undefined && SETTER.test(calleeOf(node)) && uses.startsAt(first.value);
  }
  return isSecondOfName(node, file, uses);
}

function isAssigned({ target, value }: NodeOf<'assign'>, { bindings }: SourceFile, uses: TargetUses): boolean {
  if (target.role !== 'name')
    return nodesOf(target).some((each) => (each.role === 'member' || each.role === 'index') && uses.startsAt(each));
  const binding = bindings.of(target);
  return binding !== null && uses.direct.has(binding) && !uses.startsAt(value);
}

/** Python lets a later function or class of a module have the name of what it imported. */
function isSecondOfName(node: SyntaxNode, { dialect }: SourceFile, { direct }: TargetUses): boolean {
  if (dialect.language !== 'python' || node.parent?.role !== 'unit') return false;
  if (node.role !== 'function' && node.role !== 'class') return false;
  return [...direct].some(({ name }) => name === node.name?.name);
}

function calleeOf({ callee }: NodeOf<'call'>): string {
  return callee.role === 'member' && callee.object?.role === 'name' ? `${callee.object.name}.${callee.property}` : '';
}
