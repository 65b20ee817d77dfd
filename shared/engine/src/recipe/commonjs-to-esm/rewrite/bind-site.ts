import { child, children, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { isNeverReassigned, variableDeclaredAt } from '../facts/source-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { staticName } from '../facts/read-exports.ts';
import type { RequireSite } from '../facts/read-requires.ts';
import type { RequiredUse } from '../facts/required-uses.ts';
import type { ImportTarget } from './import-target.ts';
import { pascal } from './name-chooser.ts';
import type { NameChooser } from './name-chooser.ts';

/** How one require becomes an import. */
export interface SiteBinding {
  readonly site: RequireSite;
  /** The whole `import … from '…'`, without semicolon; null when a binding made earlier serves. */
  readonly statement: string | null;
  /** True when the import says all that the declarator said. */
  readonly replacesDeclarator: boolean;
  /** What stands where the call stood, when the declarator remains. */
  readonly expression: string;
}

export function bindSite(
  facts: ModuleFacts,
  site: RequireSite,
  use: RequiredUse,
  target: ImportTarget,
  names: NameChooser,
  made: Map<string, string>,
): SiteBinding {
  const from = `${site.quote}${target.specifier}${site.quote}${target.attributes}`;
  if (use.shape === 'bare' || target.value === null) {
    return { site, statement: `import ${from}`, replacesDeclarator: true, expression: '' };
  }
  const clause = use.declarator && site.when === 'eager' ? declaratorClause(facts, site, use, target) : null;
  if (clause !== null) {
    const id = child(use.declarator as JsNode, 'id');
    if (use.shape === 'variable') made.set(`${target.value} ${target.specifier}`, String(id?.['name']));
    return { site, statement: `import ${clause} from ${from}`, replacesDeclarator: true, expression: '' };
  }
  const parent = facts.parents.get(site.call) as JsNode;
  const key = `${target.value} ${target.specifier}`;
  const known = made.get(key);
  if (known !== undefined && !isHidden(facts, site.call, known)) {
    return { site, statement: null, replacesDeclarator: false, expression: known };
  }
  const isCallee =
    (parent.type === 'CallExpression' || parent.type === 'NewExpression') && child(parent, 'callee') === site.call;
  const name = names.take(target.label, (taken) =>
    isCallee && parent.type === 'CallExpression' ? `create${pascal(taken)}` : `${taken}Module`,
  );
  made.set(key, name);
  const value = target.value === 'namespace' ? `* as ${name}` : name;
  return { site, statement: `import ${value} from ${from}`, replacesDeclarator: false, expression: name };
}

/** The import clause that declares exactly what the top-level declarator declares; null when none does. */
function declaratorClause(
  facts: ModuleFacts,
  site: RequireSite,
  use: RequiredUse,
  target: ImportTarget,
): string | null {
  const id = child(use.declarator as JsNode, 'id') as JsNode;
  if (id.type === 'Identifier') {
    if (!isStable(facts, id)) return null;
    const local = String(id['name']);
    if (use.shape === 'variable') return target.value === 'namespace' ? `* as ${local}` : local;
    const member = staticName(facts.parents.get(site.call) as JsNode);
    if (use.shape !== 'member' || member === null || !target.hasName(member) || !/^[A-Za-z_$][\w$]*$/.test(member))
      return null;
    return member === local ? `{ ${local} }` : `{ ${member} as ${local} }`;
  }
  if (use.shape !== 'pattern') return null;
  const properties = children(id, 'properties');
  let text = facts.text.slice(id.start, id.end);
  for (const property of properties.toReversed()) {
    const key = child(property, 'key');
    const value = child(property, 'value');
    if (property.type !== 'Property' || property['computed'] !== false || key?.type !== 'Identifier') return null;
    if (value?.type !== 'Identifier' || !isStable(facts, value) || !target.hasName(nameOf(key) ?? '')) return null;
    if (property['shorthand'] === true) continue;
    text = `${text.slice(0, property.start - id.start)}${nameOf(key)} as ${nameOf(value)}${text.slice(property.end - id.start)}`;
  }
  return properties.length === 0 ? null : text;
}

function isStable(facts: ModuleFacts, id: JsNode): boolean {
  const variable = variableDeclaredAt(facts, id);
  return variable !== null && isNeverReassigned(variable);
}

/** A scope between the place and the top declares the same name. */
function isHidden(facts: ModuleFacts, node: JsNode, name: string): boolean {
  for (let up: JsNode | undefined = node; up; up = facts.parents.get(up)) {
    for (const scope of facts.scopes.nodeToScope.get(up as never) ?? []) {
      if (scope !== facts.top && scope.type !== 'global' && scope.set.has(name)) return true;
    }
  }
  return false;
}
