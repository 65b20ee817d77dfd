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
      if (uses === null || !uses.every((use) => goes(use, marks)) || isOpen(query, constant)) continue;
      if (strayName(query, constant, uses, (node) => goes(node, marks)) !== null) continue;
      pending.delete(constant);
      marks.set(constant.node, { kind: 'remove' });
      gone.push(site(constant, query, [[constant.node, { kind: 'remove' }]], null));
      again = true;
    }
  }
  const left = [...pending].map((constant) => site(constant, query, [], reasonFor(query, constant, marks)));
  return [...gone, ...left];
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
