import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { parentsOf, nameOf, child } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { WELL_KNOWN } from './well-known-names.ts';

/** A name that nothing in its file declares. */
export interface Missing {
  readonly name: string;
  readonly at: number;
  readonly end: number;
  /** Used while the module loads, outside every function. */
  readonly atLoad: boolean;
  /** Used as a type and nothing else. */
  readonly typeOnly: boolean;
  /** When every use is `name.member`: the members; null otherwise. */
  readonly members: ReadonlySet<string> | null;
}

export function findMissing(module: ParsedModule): Missing[] {
  const declared = declaredByComment(module);
  const through = analyzeScopes(module).globalScope?.through ?? [];
  const parents = parentsOf(module.program);
  const byName = Map.groupBy(through, ({ identifier }) => identifier.name);
  return [...byName].flatMap(([name, references]) => {
    if (WELL_KNOWN.has(name) || declared.has(name) || /^__.+__$/.test(name)) return [];
    const uses = references.map((reference) => ({ reference, node: reference.identifier as unknown as JsNode }));
    // Whoever writes to it makes a global of it; whoever asks `typeof` knows that it may not be there.
    const isTested = uses.some(({ node }) => {
      const parent = parents.get(node);
      return parent?.type === 'UnaryExpression' && parent['operator'] === 'typeof';
    });
    if (isTested || references.some((reference) => reference.isWrite())) return [];
    const [first] = uses.toSorted((a, b) => a.node.start - b.node.start);
    if (!first) return [];
    const values = uses.filter(({ reference }) => reference.isValueReference);
    const members = uses.map(({ node }) => memberOf(parents.get(node), node));
    return [
      {
        name,
        at: first.node.start,
        end: first.node.start + name.length,
        atLoad: values.some(({ reference }) => !/function|field/.test(String(reference.from.variableScope.type))),
        typeOnly: values.length === 0,
        members: members.every((each) => each !== null) ? new Set(members) : null,
      },
    ];
  });
}

function memberOf(parent: JsNode | undefined, node: JsNode): string | null {
  if (parent?.type !== 'MemberExpression' || child(parent, 'object') !== node || parent['computed'] === true)
    return null;
  return nameOf(child(parent, 'property'));
}

function declaredByComment({ comments }: ParsedModule): Set<string> {
  const found = new Set<string>();
  for (const { value } of comments) {
    const names = /^\s*globals?\s+([^]*)/.exec(value)?.[1];
    for (const each of names?.split(',') ?? []) found.add(each.trim().replace(/\s*:.*$/, ''));
  }
  return found;
}
