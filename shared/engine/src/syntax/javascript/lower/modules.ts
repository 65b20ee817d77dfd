import { child, children, nameOf, stringOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { build, named, other } from '../../cst/build-node.ts';
import type { ImportItemNode, SyntaxNode } from '../../node.ts';
import type { LowerContext, LoweringTable } from './context.ts';

export const moduleLowerings: LoweringTable = {
  ImportDeclaration: lowerImport,
  TSImportEqualsDeclaration: lowerImportEquals,
  ExportNamedDeclaration: lowerExport,
  ExportDefaultDeclaration: (node, context) => lowerExported(node, ['export', 'default'], context),
  ExportAllDeclaration: (node) => {
    const alias = child(node, 'exported');
    return other(node, node.type, [alias && named(alias, nameOf(alias) ?? ''), ...sourceOf(node)], 'some');
  },
  TSExportAssignment: (node, context) => other(node, node.type, [context.lowerField(node, 'expression')], 'some'),
  TSNamespaceExportDeclaration: (node, context) => other(node, node.type, context.types(child(node, 'id')), 'some'),
  ImportAttribute: (node) => other(node, node.type, [], 'none'),
};

function lowerImport(node: JsNode, context: LowerContext): SyntaxNode {
  const items = children(node, 'specifiers').map((each) => lowerItem(each, context));
  return build(
    'import',
    node,
    { source: stringOf(child(node, 'source')) ?? '', items, opaque: items.length === 0, removable: true },
    [...sourceOf(node), ...children(node, 'attributes').map((each) => context.lower(each))],
  );
}

function lowerItem(specifier: JsNode, context: LowerContext): ImportItemNode {
  const local = child(specifier, 'local')!;
  const name = context.name(local);
  const imported =
    specifier.type === 'ImportNamespaceSpecifier'
      ? '*'
      : specifier.type === 'ImportDefaultSpecifier'
        ? 'default'
        : (nameOf(child(specifier, 'imported')) ?? name.name);
  const item = build('import_item', specifier, { imported, local: name, local_name: name.name });
  context.declare(local, item);
  return item;
}

/** `import a = require('b')` is an import; `import a = B.c` is a constant. */
function lowerImportEquals(node: JsNode, context: LowerContext): SyntaxNode {
  const id = child(node, 'id')!;
  const reference = child(node, 'moduleReference')!;
  const source = reference.type === 'TSExternalModuleReference' ? child(reference, 'expression') : null;
  const name = context.name(id);
  if (source) {
    const item = build('import_item', name, { imported: '*', local: name, local_name: name.name });
    context.declare(id, item);
    const literal = other(source, source.type, [], 'none');
    return build('import', node, { source: stringOf(source) ?? '', items: [item], opaque: false, removable: true }, [
      literal,
    ]);
  }
  const span = { start: id.start, end: reference.end };
  const binding = build('binding', span, { name, type: null, initializer: context.types(reference)[0]! });
  context.declare(id, binding);
  return build('declaration', node, {
    bindings: [binding],
    constant: true,
    field: false,
    annotations: [],
    modifiers: ['import'],
    exported: true,
  });
}

/** The quoted path: no value, so that nobody folds or inlines it. */
function sourceOf(node: JsNode): SyntaxNode[] {
  const source = child(node, 'source');
  return source ? [other(source, 'ModulePath', [], 'none')] : [];
}

function lowerExport(node: JsNode, context: LowerContext): SyntaxNode {
  if (child(node, 'declaration')) return lowerExported(node, ['export'], context);
  const source = sourceOf(node);
  const specifiers = children(node, 'specifiers').map((each) => {
    const local = child(each, 'local')!;
    // Behind a `from` the name belongs to the other module; only links across files know it.
    const name = source.length > 0 ? named(local, nameOf(local) ?? '') : context.name(local);
    const offered = child(each, 'exported')!;
    // Two names, as soon as two are written: what is exported, and what others call it.
    const alias = offered.start === local.start ? null : named(offered, nameOf(offered) ?? '');
    return other(each, each.type, [name, alias], 'none');
  });
  const until = source[0]?.start ?? node.end;
  const list = build('list', bracesBetween(node.start, until, context), { items: specifiers });
  return other(node, node.type, [list, ...source], 'some');
}

function bracesBetween(from: number, until: number, context: LowerContext) {
  let start = context.skipBlanks(from + 'export'.length);
  if (context.text.startsWith('type', start)) start = context.skipBlanks(start + 'type'.length);
  let end = context.skipBlanksBack(until);
  if (context.text[end - 1] === ';') end = context.skipBlanksBack(end - 1);
  if (context.text[end - 1] !== '}') end = context.skipBlanksBack(end - 'from'.length);
  return { start, end };
}

/** `export` and what it exports are one node when that declares something. */
function lowerExported(node: JsNode, words: readonly string[], context: LowerContext): SyntaxNode {
  const declaration = child(node, 'declaration')!;
  context.exporting.set(declaration, { start: node.start, end: node.end, words });
  const lowered = context.lower(declaration);
  const isDeclaration = lowered.role === 'declaration' || lowered.role === 'function' || lowered.role === 'class';
  if (isDeclaration && declaration.type.endsWith('Declaration')) return lowered;
  if (declaration.type === 'TSDeclareFunction') return lowered;
  return other(node, node.type, [lowered], 'some');
}
