import type { Links } from '../../rewrite/program.ts';
import type { EntryNode, EnumMemberNode, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import { walk } from '../../rewrite/work/walk.ts';
import { fixedParts } from './fixed-parts.ts';
import { keyInJson } from './key-in-json.ts';
import type { KeyConstant, ResolvedKey } from './resolved-key.ts';

const NONE: ResolvedKey = { kind: 'none' };
const ANYTHING: ResolvedKey = { kind: 'made', parts: [null] };
/** A constant of a constant of a constant is enough. */
const DEEPEST = 6;
/** What people write after a constant to get at its text. */
const ACCESSORS =
  /^(value|key|name|id|code|rawValue|toString|getKey|getName|getValue|getCode|to_s|to_sym|to_string|into|as_str|freeze|ToString|Value|Name|Key)$/;

/** Where constants are looked for. */
export interface KeyScope {
  readonly links: Links;
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Everything that was read, also what is no code. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Which key an expression gives. */
export function resolveKey(file: SourceFile, node: SyntaxNode, scope: KeyScope, depth = 0): ResolvedKey {
  if (depth > DEEPEST) return ANYTHING;
  const deeper = (next: SyntaxNode, within = file): ResolvedKey => resolveKey(within, next, scope, depth + 1);
  switch (node.role) {
    case 'literal':
      return typeof node.value === 'string' ? { kind: 'text', text: node.value, constants: [] } : NONE;
    case 'group':
      return deeper(node.inner);
    case 'wrap':
      return deeper(node.operand);
    case 'embed':
      return node.expression ? deeper(node.expression) : NONE;
    case 'name':
    case 'member':
      return resolveName(file, node, scope, deeper);
    case 'call': {
      const { callee } = node;
      if (callee.role === 'member' && callee.object && node.args.length === 0 && ACCESSORS.test(callee.property)) {
        return deeper(callee.object);
      }
      const isFrom = node.args.length === 1 && /^(String\s*(::|\.)\s*from|String|Symbol)$/.test(textOf(file, callee));
      return isFrom ? deeper(node.args[0]!.value) : ANYTHING;
    }
    case 'other': {
      const parts = fixedParts(file, node, (child) => deeper(child));
      return parts === null ? NONE : { kind: 'made', parts };
    }
    case 'conditional':
    case 'index':
    case 'logical':
      return ANYTHING;
    default:
      return NONE;
  }
}

function resolveName(
  file: SourceFile,
  node: Extract<SyntaxNode, { role: 'name' | 'member' }>,
  scope: KeyScope,
  deeper: (next: SyntaxNode, within?: SourceFile) => ResolvedKey,
): ResolvedKey {
  const { links } = scope;
  const text = keyInJson(file, node, scope.texts);
  if (text !== null) return { kind: 'text', text, constants: [] };
  const target = links.targetOf(file, node) ?? memberOf(file, node, links) ?? implicitMember(file, node, scope);
  if (target) {
    const { declaration } = target.binding;
    const constant = { file: target.file, node: declaration, binding: target.binding };
    if (declaration.role === 'enum_member') return enumKey(declaration, constant);
    const value =
      declaration.role === 'entry'
        ? declaration.value
        : declaration.role === 'binding'
          ? declaration.initializer
          : null;
    if (value && isNeverWritten(target.binding)) return through(constant, deeper(value, target.file));
    if (declaration.role !== 'import_item') return ANYTHING;
  }
  if (node.role === 'name') return { kind: 'named', name: node.name, constants: [] };
  const entry = node.object && entryOf(file, node.object, node.property, links);
  if (entry) {
    return through({ file: entry.file, node: entry.node, binding: null }, deeper(entry.node.value, entry.file));
  }
  if (node.object && ACCESSORS.test(node.property)) {
    const inner = deeper(node.object);
    if (inner.kind === 'text' || inner.kind === 'named') return inner;
  }
  return { kind: 'named', name: node.property, constants: [] };
}

/** `Flags.NEW_UI` where the class or enum is known and nothing says which of its members is meant. */
function memberOf(file: SourceFile, node: SyntaxNode, links: Links): ReturnType<Links['targetOf']> {
  if (node.role !== 'member' || !node.object) return null;
  const owner = links.targetOf(file, node.object);
  const declaration = owner?.binding.declaration;
  if (!owner || declaration?.role !== 'class') return null;
  const named = declaration.members
    .flatMap((member): readonly SyntaxNode[] => (member.role === 'declaration' ? member.bindings : [member]))
    .find((member) => 'name' in member && typeof member.name === 'object' && member.name?.name === node.property);
  const binding = named && owner.file.bindings.of(named);
  return binding ? { file: owner.file, binding } : null;
}

/**
 * Swift's `.newUi`, and names that a static import brings: the enum member of that name, if the program has only one in the
 * language.
 */
function implicitMember(file: SourceFile, node: SyntaxNode, { files }: KeyScope): ReturnType<Links['targetOf']> {
  const name = node.role === 'member' && !node.object ? node.property : node.role === 'name' ? node.name : null;
  if (name === null || file.bindings.of(node)) return null;
  const found = [...files.values()].flatMap((each) =>
    each.dialect.language === file.dialect.language && each.text.includes(name)
      ? each.bindings.all
          .filter((binding) => binding.kind === 'enum_member' && binding.name === name)
          .map((binding) => ({ file: each, binding }))
      : [],
  );
  return found.length === 1 ? found[0]! : null;
}

/** Its text, or the text among what it is made with, or its own name. */
function enumKey(member: EnumMemberNode, constant: KeyConstant): ResolvedKey {
  const texts: string[] = [];
  walk(member, (node) => {
    if (node.role === 'annotation') return false;
    if (node.role === 'literal' && typeof node.value === 'string') texts.push(node.value);
    return true;
  });
  const [text] = texts;
  return text === undefined
    ? { kind: 'named', name: member.name.name, constants: [constant] }
    : { kind: 'text', text, constants: [constant] };
}

/** `FLAGS.NEW_UI` where `FLAGS` is an object that can be seen: through casts, `Object.freeze` and the like. */
export function entryOf(
  file: SourceFile,
  object: SyntaxNode,
  property: string,
  links: Links,
): { readonly file: SourceFile; readonly node: EntryNode } | null {
  const outer = object.role === 'member' && object.object ? entryOf(file, object.object, object.property, links) : null;
  const target = object.role === 'name' || object.role === 'member' ? links.targetOf(file, object) : null;
  const declaration = target?.binding.declaration;
  const initializer = outer?.node.value ?? (declaration?.role === 'binding' ? declaration.initializer : null);
  const within = outer?.file ?? target?.file;
  const literal = initializer && objectIn(initializer);
  if (!literal || !within) return null;
  const entry = literal.entries.find((each) => each.role === 'entry' && each.key === property);
  return entry?.role === 'entry' ? { file: within, node: entry } : null;
}

function objectIn(node: SyntaxNode): Extract<SyntaxNode, { role: 'object' }> | null {
  if (node.role === 'object') return node;
  if (node.role === 'group') return objectIn(node.inner);
  if (node.role === 'wrap') return objectIn(node.operand);
  return node.role === 'call' && node.args.length === 1 ? objectIn(node.args[0]!.value) : null;
}

function through(constant: KeyConstant, inner: ResolvedKey): ResolvedKey {
  if (inner.kind === 'none' || inner.kind === 'made') return inner.kind === 'made' ? inner : NONE;
  return { ...inner, constants: [constant, ...inner.constants] };
}

function isNeverWritten(binding: Binding): boolean {
  return binding.references.every(({ access, node }) => access === 'read' || isDeclaringAssign(binding, node));
}

function isDeclaringAssign(binding: Binding, node: SyntaxNode): boolean {
  return node.parent !== null && node.parent === binding.declaration;
}

function textOf(file: SourceFile, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}
