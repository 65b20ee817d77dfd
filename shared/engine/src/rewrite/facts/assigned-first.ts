import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import type { BindingNode, ClassNode, DeclarationNode } from '../../syntax/node.ts';
import { functionAround } from '../work/walk.ts';
import type { Work } from '../work/work.ts';

/** Languages that do not let a variable be read before it has been assigned. */
const ASSIGNED_FIRST: ReadonlySet<string> = new Set(['java', 'kotlin', 'swift', 'csharp', 'rust']);

/**
 * Whether nothing can read a name that is declared without a value before one of its assignments has run. A field may be read
 * before its constructor has run; a local variable may not, nor a stored property of Swift.
 */
export function isAssignedFirst(work: Work, file: SourceFile, binding: Binding): boolean {
  if (!ASSIGNED_FIRST.has(file.dialect.language)) return false;
  if (binding.kind === 'variable') return true;
  const { declaration } = binding;
  const { parent } = declaration;
  if (parent?.role !== 'declaration') return false;
  if (declaration.role === 'binding' && isSetByInitialiser(work, file, declaration, parent)) return true;
  if (!parent.constant || mayBeDecoded(file)) return false;
  return binding.references
    .filter((use) => use.access === 'write')
    .every((use) => (functionAround(use.node) as { kind?: string } | null)?.kind === 'constructor');
}

/** Swift lets no initialiser end, and none call a method, before the property has a value; an optional one starts as nil. */
function isSetByInitialiser(
  work: Work,
  file: SourceFile,
  { type, children }: BindingNode,
  around: DeclarationNode,
): boolean {
  if (file.dialect.language !== 'swift' || !around.field || around.annotations.length > 0) return false;
  const owner = around.parent;
  if (owner?.role !== 'class' || owner.kind !== 'class' || children.some(({ role }) => role === 'function'))
    return false;
  if (type !== null && /[?!]\s*$|\bOptional\b/.test(file.text.slice(type.start, type.end))) return false;
  return work.program.mode === 'parity' || (!mayBeDecoded(file) && isAlone(file, owner));
}

/** The compiler writes an initialiser of its own for what is `Decodable`, in the file that says so. */
function mayBeDecoded({ dialect, text }: SourceFile): boolean {
  return dialect.language === 'swift' && /\b(Codable|Decodable)\b/.test(text);
}

/** A class that inherits nothing: whatever it inherits could make it decodable. */
function isAlone({ root }: SourceFile, { name, supers }: ClassNode): boolean {
  return (
    supers.length === 0 &&
    root.body.every((each) => each.role !== 'class' || each.name?.name !== name?.name || each.supers.length === 0)
  );
}
