import { boundNames } from '../../js/module-facts.ts';
import { child, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Collecting, Place } from './collecting.ts';
import { addClass, addFunction, addType } from './declaration-units.ts';
import { addExport } from './export-units.ts';
import { addImport, addImportEquals } from './import-units.ts';
import { addMembers } from './member-units.ts';
import { linkReferences } from './link-references.ts';
import { addUnreachable } from './unreachable-units.ts';
import type { FileUnits } from './unit.ts';
import { addVariables } from './variable-units.ts';

export function collectUnits(collecting: Collecting): FileUnits {
  const { module, sink } = collecting;
  walk(module.program, (node, parent, ancestors) => {
    if (isAmbient(node)) return 'skip';
    if (!parent) {
      addUnreachable(collecting, node, '');
      return undefined;
    }
    if (!COLLECTED.has(node.type)) return undefined;
    const within = ancestors
      .map(scopeName)
      .filter((name) => name !== null)
      .join('.');
    const wrapped = parent.type === 'ExportNamedDeclaration' || parent.type === 'ExportDefaultDeclaration';
    const holder = wrapped ? ancestors.at(-2) : parent;
    const place: Place = { within, parent, inList: isList(holder), isTopLevel: holder?.type === 'Program' };
    collectNode(collecting, node, place);
    return undefined;
  });
  linkReferences(collecting);
  return { path: module.path, units: sink.units, edges: sink.edges };
}

const COLLECTED = new Set(
  (
    'ImportDeclaration TSImportEqualsDeclaration ExportNamedDeclaration ExportDefaultDeclaration FunctionDeclaration ClassDeclaration ClassExpression ' +
    'TSInterfaceDeclaration TSTypeAliasDeclaration TSEnumDeclaration VariableDeclaration BlockStatement StaticBlock SwitchCase'
  ).split(' '),
);

function collectNode(collecting: Collecting, node: JsNode, place: Place): void {
  switch (node.type) {
    case 'ImportDeclaration':
      return addImport(collecting, node);
    case 'TSImportEqualsDeclaration':
      return addImportEquals(collecting, node, place);
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return addExport(collecting, node);
    case 'FunctionDeclaration':
      return addFunction(collecting, node, place);
    case 'ClassDeclaration':
      addClass(collecting, node, place);
      return addMembers(collecting, node, place);
    case 'ClassExpression':
      return addMembers(collecting, node, place);
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return addType(collecting, node, place);
    case 'VariableDeclaration':
      return addVariables(collecting, node, place);
    case 'BlockStatement':
    case 'StaticBlock':
    case 'SwitchCase':
      return addUnreachable(collecting, node, place.within);
    default:
  }
}

function isList(node: JsNode | undefined): boolean {
  return /^(?:Program|BlockStatement|StaticBlock|SwitchCase|TSModuleBlock)$/.test(node?.type ?? '');
}

/** Declarations without code of their own: they describe what exists elsewhere, and merge with it. */
function isAmbient(node: JsNode): boolean {
  return node['declare'] === true || node.type === 'TSModuleDeclaration' || node.type === 'TSGlobalDeclaration';
}

function scopeName(node: JsNode): string | null {
  if (/^(?:FunctionDeclaration|FunctionExpression|ClassDeclaration|ClassExpression)$/.test(node.type))
    return nameOf(child(node, 'id'));
  if (/^(?:MethodDefinition|PropertyDefinition|Property)$/.test(node.type)) return nameOf(child(node, 'key'));
  if (node.type === 'VariableDeclarator') return boundNames(child(node, 'id'))[0] ?? null;
  return null;
}
