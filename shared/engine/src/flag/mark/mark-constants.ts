import type { FlagQuery } from '../find/flag-query.ts';
import type { PlainMark, Site } from '../find/site.ts';
import { usesOfConstant } from '../keys/key-constants.ts';
import { strayName } from '../keys/stray-name.ts';
import type { KeyConstant } from '../keys/resolved-key.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** A constant goes when everything that uses it goes; constants of constants go in rounds. */
export function markConstants(
  query: FlagQuery,
  sites: readonly Site[],
  constants: readonly KeyConstant[],
): readonly Site[] {
  const marks = new Map<SyntaxNode, PlainMark>(sites.flatMap((site) => site.marks));
  const pending = new Set(constants);
  const gone: Site[] = [];
  for (let again = true; again;) {
    again = false;
    for (const constant of pending) {
      const uses = usesOfConstant(query, constant);
      const cases = uses === null ? null : casesOf(constant, uses);
      if (uses === null || cases === null || isOpen(query, constant)) continue;
      if (!uses.every((use) => goes(use, marks) || cases.has(use))) continue;
      if (strayName(query, constant, uses, (node) => goes(node, marks)) !== null) continue;
      pending.delete(constant);
      const own = [constant.node, ...cases.values()].map((node): [SyntaxNode, PlainMark] => [node, { kind: 'remove' }]);
      for (const [node, mark] of own) marks.set(node, mark);
      gone.push(site(constant, query, own, null));
      again = true;
    }
  }
  const left = [...pending].map((constant) => site(constant, query, [], reasonFor(query, constant, marks)));
  return [...gone, ...left];
}

/**
 * Patterns of a `switch` that stand for an enum's member and go with it, by the use that they are made of; null where a
 * `switch` would lose all its patterns.
 */
function casesOf({ node }: KeyConstant, uses: readonly SyntaxNode[]): ReadonlyMap<SyntaxNode, SyntaxNode> | null {
  const cases = new Map<SyntaxNode, SyntaxNode>();
  if (node.role !== 'enum_member') return cases;
  for (const use of uses) {
    let pattern = use;
    while (pattern.parent?.role === 'other') pattern = pattern.parent;
    const arm = pattern.parent;
    if (arm?.role === 'arm' && arm.patterns.includes(pattern)) cases.set(use, pattern);
  }
  const going = new Set(cases.values());
  const isEmptied = [...going].some(({ parent: arm }) => {
    const whole = arm?.parent;
    return (
      whole?.role === 'switch' &&
      whole.arms.every((each) => !each.is_default && each.patterns.every((one) => going.has(one)))
    );
  });
  return isEmptied ? null : cases;
}

function site(constant: KeyConstant, query: FlagQuery, marks: Site['marks'], left: string | null): Site {
  const key = { kind: 'text', text: query.key ?? '', constants: [] } as const;
  return { file: constant.file, node: constant.node, kind: 'key', api: null, key, marks, left };
}

/** Whether a node lies in something that goes; what replaces a node stays. */
function goes(node: SyntaxNode, marks: ReadonlyMap<SyntaxNode, PlainMark>): boolean {
  let below: SyntaxNode | null = null;
  for (let at: SyntaxNode | null = node; at; below = at, at = at.parent) {
    const mark = marks.get(at);
    if (!mark) continue;
    if (mark.kind !== 'replace' || !below || !mark.by.some((kept) => isInside(node, kept))) return true;
  }
  // An import of it, or its place in a list of exports, goes with it.
  return node.parent?.role === 'import_item' || node.parent?.role === 'import';
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

/** Only JavaScript's packages say for certain what they show the world; elsewhere everything public would stay for ever. */
function isOpen(query: FlagQuery, { file, binding }: KeyConstant): boolean {
  if (query.mode === 'parity' || !binding) return false;
  const { language } = file.dialect;
  return (language === 'javascript' || language === 'typescript') && query.links.open(binding);
}

function reasonFor(query: FlagQuery, constant: KeyConstant, marks: ReadonlyMap<SyntaxNode, PlainMark>): string {
  const uses = usesOfConstant(query, constant) ?? [];
  const staying = uses.filter((use) => !goes(use, marks)).length;
  if (staying > 0) return `${staying === 1 ? 'One use of it stays' : `${staying} uses of it stay`}.`;
  if (isOpen(query, constant)) return 'Code outside this folder may use it.';
  const stray = strayName(query, constant, uses, (node) => goes(node, marks));
  return stray === null ? 'Who uses it cannot be told.' : `Its name stands in ${stray}, where it may be used.`;
}
