import { build, named, spanOf } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { ParamNode } from '../node.ts';
import { lowerModifiers, lowerType } from './lower-modifiers.ts';

/** `isField` for the parameters of a record. */
export function lowerParams(list: CstNode | null, lower: Lower, isField = false): readonly ParamNode[] {
  if (!list) return [];
  const params = list.all('parameter').map((node) => {
    const equals = node.first('=');
    const fallback = equals && node.children[node.children.indexOf(equals) + 1]!;
    return paramOf(node, node.field('name')!, node.field('type'), fallback, false, isField, lower);
  });
  const rest = list.first('params');
  return rest ? [...params, restParam(list, rest, lower)] : params;
}

/** The grammar leaves `params int[] rest` lying in the list. */
function restParam(list: CstNode, keyword: CstNode, lower: Lower): ParamNode {
  const [type, name] = list.children.slice(list.children.indexOf(keyword) + 1);
  const span = spanOf(keyword, name);
  return build(
    'param',
    span,
    {
      name: named(name!, name!.text),
      label: name!.text,
      default_value: null,
      rest: true,
      annotations: [],
      is_field: false,
    },
    [lowerType(type!, lower)],
  );
}

function paramOf(
  node: CstNode,
  name: CstNode,
  type: CstNode | null,
  fallback: CstNode | null,
  rest: boolean,
  isField: boolean,
  lower: Lower,
): ParamNode {
  const { annotations, words } = lowerModifiers(node, lower);
  const text = name.text.replace(/^@/, '');
  return build(
    'param',
    node,
    {
      name: named(name, text),
      label: text,
      default_value: fallback && lower(fallback),
      rest: rest || words.includes('params'),
      annotations,
      is_field: isField,
    },
    [lowerType(type, lower)],
  );
}
