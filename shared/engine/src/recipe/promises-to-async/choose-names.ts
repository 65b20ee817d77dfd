import type { Variable } from '@typescript-eslint/scope-manager';
import { child, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Replacement } from '../proposal/proposal.ts';
import type { FileFacts } from './file-facts.ts';

/** Names for one function that takes in the code of its callbacks: no two mean the same, none hides another. */
export interface Names {
  /** A name like `wish` that nothing in the function uses. */
  fresh(wish: string): string;
  /** The edits that rename a callback's variables where they would clash, and the names by variable. */
  settle(
    variables: readonly Variable[],
  ): { edits: readonly Replacement[]; nameOf: (variable: Variable) => string } | null;
}

/** `fn` is the function that the code moves into, `inlined` are the callbacks whose code moves, `issued` new names in this file. */
export function namesIn(fn: JsNode, inlined: ReadonlySet<JsNode>, issued: Set<string>, facts: FileFacts): Names {
  /** How often a name stands for a variable, by name and by the place of its declaration. */
  const meanings = new Map<string, Set<Variable | null>>();
  const note = (name: string, variable: Variable | null): void => {
    const known = meanings.get(name) ?? new Set();
    meanings.set(name, known.add(variable));
  };
  const inside = (offset: number): boolean => offset >= fn.start && offset < fn.end;
  for (const scope of facts.scopes.scopes) {
    for (const use of scope.references)
      if (inside(use.identifier.range[0])) note(use.identifier.name as string, use.resolved);
    for (const variable of scope.variables)
      for (const { name } of variable.defs) if (inside(name.range[0])) note(variable.name, variable);
  }
  const taken = new Set(meanings.keys());
  const settled = new Set<string>();
  const clashes = (name: string, other: Variable | null): boolean => {
    const home = other?.scope.variableScope.block as unknown as JsNode | undefined;
    if (!home || home === fn || !inside(home.start)) return true;
    // Of two callbacks the first keeps its name; functions that stay where they are have their own.
    return inlined.has(home) && settled.has(name);
  };
  const fresh = (wish: string): string => {
    let name = wish;
    for (let count = 2; taken.has(name) || issued.has(name); count++) name = `${wish}${count}`;
    issued.add(name);
    return name;
  };
  return {
    fresh,
    settle(variables) {
      const names = new Map<Variable, string>();
      const edits: Replacement[] = [];
      for (const variable of variables) {
        const others = [...(meanings.get(variable.name) ?? [])].filter((each) => each !== variable);
        const isFree = !others.some((other) => clashes(variable.name, other));
        settled.add(variable.name);
        if (isFree) continue;
        const name = fresh(variable.name.replace(/\d+$/, ''));
        names.set(variable, name);
        for (const at of placesOf(variable)) {
          const edit = renameAt(at, variable.name, name, facts);
          if (edit === null) return null;
          edits.push(edit);
        }
      }
      return { edits, nameOf: (variable) => names.get(variable) ?? variable.name };
    },
  };
}

function placesOf(variable: Variable): JsNode[] {
  const nodes = [...variable.identifiers, ...variable.references.map(({ identifier }) => identifier)];
  return [...new Set(nodes as unknown as JsNode[])];
}

function renameAt(identifier: JsNode, old: string, name: string, { text, parentOf }: FileFacts): Replacement | null {
  const { start } = identifier;
  const end = start + old.length;
  if (text.slice(start, end) !== old) return null;
  let at: JsNode | null = parentOf(identifier);
  if (at?.type === 'AssignmentPattern' && child(at, 'left') === identifier) at = parentOf(at);
  if (identifier.type.startsWith('JSX')) return null;
  const isShorthand = at?.type === 'Property' && at['shorthand'] === true;
  return { start, end, replacement: isShorthand ? `${old}: ${name}` : name };
}

/** Names of a function's own text that a rename could not see. */
export function usesEval(root: JsNode): boolean {
  let found = false;
  walk(root, (node) => void (found ||= node.type === 'CallExpression' && nameOf(child(node, 'callee')) === 'eval'));
  return found;
}
