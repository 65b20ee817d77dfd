import type { ParsedModule } from '../../js/parse.ts';
import { child, children, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** Whether a file has parameters or variables that could be implicitly `any`: asking the compiler about all files costs seconds. */
export function hasUntyped({ program }: ParsedModule): boolean {
  let found = false;
  walk(program, (node) => {
    if (found) return 'skip';
    if (/Function|^Method|^TSEmptyBody/.test(node.type)) found = children(node, 'params').some(isUntyped);
    if (node.type === 'VariableDeclarator') found ||= child(node, 'init') === null && isUntyped(child(node, 'id'));
    if (node.type === 'PropertyDefinition') found ||= child(node, 'value') === null && !child(node, 'typeAnnotation');
    return undefined;
  });
  return found;
}

function isUntyped(param: JsNode | null): boolean {
  if (!param || param.type === 'AssignmentPattern' || param.type === 'TSParameterProperty') return false;
  return child(param, 'typeAnnotation') === null;
}
