import type { SyntaxNode } from '../node.ts';
import type { Binding, SourceFile } from '../source-file.ts';

/** The class, enum or constant object that a binding is a member of; null for what is no member of a named one. */
export function memberOwner(file: SourceFile, binding: Binding): Binding | null {
  const holder = holderOf(binding.declaration);
  return holder && file.bindings.of(holder);
}

/** The node that declares what holds the member. */
function holderOf(declaration: SyntaxNode): SyntaxNode | null {
  switch (declaration.role) {
    case 'enum_member':
    case 'function':
      return classAt(declaration.parent);
    case 'binding':
      return declaration.parent?.role === 'declaration' ? classAt(declaration.parent.parent) : null;
    case 'param':
      return declaration.is_field ? classAt(declaration.parent?.parent ?? null) : null;
    case 'entry':
      return objectHolder(declaration.parent);
    default:
      return null;
  }
}

function classAt(node: SyntaxNode | null): SyntaxNode | null {
  return node?.role === 'class' ? node : null;
}

/** Up from an object literal through `as const` and `Object.freeze(…)` to what is made of it. */
function objectHolder(object: SyntaxNode | null): SyntaxNode | null {
  let node = object?.parent ?? null;
  while (node && (node.role === 'wrap' || node.role === 'group' || node.role === 'argument' || node.role === 'call')) {
    node = node.parent;
  }
  return node?.role === 'binding' || node?.role === 'entry' ? node : null;
}

/** The member of this name in a class, enum or constant object; null when there is none, or more than one. */
export function memberNamed(file: SourceFile, owner: SyntaxNode, name: string): Binding | null {
  const found = new Set<Binding>();
  for (const node of membersOf(owner)) {
    const binding = file.bindings.of(node);
    if (binding?.name === name) found.add(binding);
  }
  return found.size === 1 ? [...found][0]! : null;
}

function membersOf(owner: SyntaxNode): readonly SyntaxNode[] {
  switch (owner.role) {
    case 'class':
      return owner.members.flatMap((member): readonly SyntaxNode[] => {
        if (member.role === 'declaration') return member.bindings;
        // What a companion object holds is named by its class.
        return member.role === 'class' && member.kind === 'object' && member.modifiers.includes('companion')
          ? membersOf(member)
          : [member];
      });
    case 'binding':
      return owner.initializer ? entriesOf(owner.initializer) : [];
    case 'entry':
      return entriesOf(owner.value);
    default:
      return [];
  }
}

export function entriesOf(value: SyntaxNode): readonly SyntaxNode[] {
  if (value.role === 'object') return value.entries;
  if (value.role === 'group') return entriesOf(value.inner);
  if (value.role === 'wrap') return entriesOf(value.operand);
  return value.role === 'call' && value.args.length === 1 ? entriesOf(value.args[0]!.value) : [];
}
