import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { isNeverReassigned, variableDeclaredAt } from '../facts/source-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { RequireSite } from '../facts/read-requires.ts';

/** `const x = require('m')` inside functions, all of them meaning the same module: one import `x` can serve them. */
export interface Lift {
  readonly name: string;
  /** The declarators that go, which may share their statement with others. */
  readonly declarators: readonly JsNode[];
  readonly sites: readonly RequireSite[];
  /** The top level binds the name to the same module already. */
  readonly bound: boolean;
}

/** Find them among `sites`, all of which become imports. */
export function liftableRequires(facts: ModuleFacts, sites: readonly RequireSite[]): Lift[] {
  const groups = new Map<string, { site: RequireSite; declarator: JsNode; id: JsNode }[]>();
  for (const site of sites) {
    const found = site.when === 'eager' ? null : ownDeclarator(facts, site);
    if (found)
      groups.set(String(found.id['name']), [...(groups.get(String(found.id['name'])) ?? []), { site, ...found }]);
  }
  const lifts: Lift[] = [];
  for (const [name, members] of groups) {
    const specifier = members[0]?.site.specifier;
    if (members.some(({ site }) => site.specifier !== specifier) || facts.free.has(name)) continue;
    const bound = facts.top.set.has(name);
    if (bound && !sites.some((site) => site.specifier === specifier && isTopBinding(facts, site, name))) continue;
    const declared = new Set(members.map(({ id }) => id));
    const others = facts.scopes.scopes.some(
      (scope) =>
        scope !== facts.top &&
        scope.variables.some(
          (each) => each.name === name && each.identifiers.some((id) => !declared.has(id as unknown as JsNode)),
        ),
    );
    if (others) continue;
    lifts.push({
      name,
      bound,
      declarators: members.map(({ declarator }) => declarator),
      sites: members.map(({ site }) => site),
    });
  }
  return lifts;
}

function ownDeclarator(facts: ModuleFacts, site: RequireSite): { declarator: JsNode; id: JsNode } | null {
  const declarator = facts.parents.get(site.call);
  const statement = declarator ? facts.parents.get(declarator) : undefined;
  if (declarator?.type !== 'VariableDeclarator' || statement?.type !== 'VariableDeclaration') return null;
  const id = child(declarator, 'id');
  const isAlone = children(statement, 'declarations').length === 1;
  // Comments inside a list speak of its members: such a list stays as it is.
  const noted = facts.comments.some(({ start, end }) => start > statement.start && end < statement.end);
  if (id?.type !== 'Identifier' || (noted && !isAlone)) return null;
  const block = facts.parents.get(statement);
  if (block?.type !== 'BlockStatement') return null;
  const variable = variableDeclaredAt(facts, id);
  return variable && isNeverReassigned(variable) ? { declarator, id } : null;
}

function isTopBinding(facts: ModuleFacts, site: RequireSite, name: string): boolean {
  const declarator = facts.parents.get(site.call);
  if (site.when !== 'eager' || declarator?.type !== 'VariableDeclarator' || child(declarator, 'init') !== site.call)
    return false;
  const id = child(declarator, 'id');
  const variable = facts.top.set.get(name);
  return id?.type === 'Identifier' && id['name'] === name && variable !== undefined && isNeverReassigned(variable);
}
