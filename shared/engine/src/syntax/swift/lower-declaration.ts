import { build, named, other, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower, LoweringTable } from '../cst/lowering.ts';
import type { FunctionKind, ParamNode, SyntaxNode } from '../node.ts';
import { isSingleValue } from './implicit-return.ts';
import { isMember, isVisible, lowerModifiers } from './lower-modifiers.ts';
import { lowerTypes } from './lower-type.ts';

export const DECLARATIONS: LoweringTable = {
  import_declaration: importOf,
  function_declaration: (node, lower) => functionOf(node, isMember(node) ? 'method' : 'function', lower),
  protocol_function_declaration: (node, lower) => functionOf(node, 'method', lower),
  init_declaration: (node, lower) => functionOf(node, 'constructor', lower),
  deinit_declaration: (node, lower) => other(node, node.kind, node.all('function_body').map(lower), 'some', true),
  typealias_declaration: (node, lower) => other(node, node.kind, lowerTypes(node, lower), 'none'),
};

/** Everything a module declares is in scope after `import Module`; `import class Module.Name` brings one name. */
function importOf(node: CstNode, lower: Lower): SyntaxNode {
  const path = node.first('identifier')!;
  const names = path.all('simple_identifier');
  const isSingle =
    node.has('class', 'struct', 'enum', 'protocol', 'func', 'let', 'var', 'typealias') && names.length > 1;
  const { annotations } = lowerModifiers(node, lower);
  const source = (isSingle ? names.slice(0, -1) : names).map((each) => each.text).join('.');
  const name = names.at(-1)!;
  const local = named(name, name.text);
  const items = isSingle ? [build('import_item', name, { imported: name.text, local, local_name: name.text })] : [];
  return build('import', node, { source, items, opaque: !isSingle, removable: true }, annotations);
}

function functionOf(node: CstNode, kind: FunctionKind, lower: Lower): SyntaxNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const name = kind === 'constructor' ? null : node.children[node.children.indexOf(node.first('func')!) + 1]!;
  const bodyNode = node.first('function_body');
  const body = bodyNode && lower(bodyNode);
  const returned = node.children.findIndex((child) => child.kind === '->');
  const result = returned === -1 ? null : node.children[returned + 1]!;
  const returnsValue = result !== null && !/^(?:Void|\(\))$/.test(result.text);
  return build(
    'function',
    node,
    {
      kind,
      name: name && named(name, name.text.replaceAll('`', '')),
      params: paramsOf(node, lower),
      body,
      implicit_return: returnsValue && body?.role === 'block' && isSingleValue(body.body, true),
      annotations,
      modifiers: words,
      exported: isVisible(node, words),
      is_async: node.has('async'),
      is_generator: false,
    },
    lowerTypes(node, lower).filter((each) => !name || each.start >= name.end),
  );
}

function paramsOf(node: CstNode, lower: Lower): readonly ParamNode[] {
  return node.all('parameter').map((param) => {
    const at = node.children.indexOf(param);
    const fallback = node.children[at + 1]?.kind === '=' ? node.children[at + 2]! : null;
    const before = node.children[at - 1]?.kind === 'attribute' ? node.children[at - 1]! : null;
    const [outer, inner] = param.all('simple_identifier', 'wildcard_pattern');
    const name = inner ?? outer!;
    return build(
      'param',
      spanOf(before ?? param, fallback ?? param),
      {
        name: name.text === '_' ? null : named(name, name.text.replaceAll('`', '')),
        label: outer!.text === '_' ? null : outer!.text,
        default_value: fallback && lower(fallback),
        rest: param.has('...'),
        annotations: [],
        is_field: false,
      },
      [before && other(before, before.kind, before.named.map(lower), 'none'), ...lowerTypes(param, lower)],
    );
  });
}
