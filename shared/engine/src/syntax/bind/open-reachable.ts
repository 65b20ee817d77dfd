import type { CallNode, SyntaxNode } from '../node.ts';
import type { BindRules } from './bind-rules.ts';
import type { Declarations } from './declare-names.ts';
import type { Declared } from './declared.ts';
import type { Uses } from './resolve-uses.ts';
import { visibleFrom } from './scope.ts';

/** Open what code may reach in ways that names do not show: members of unknown objects, `eval`, reflection, strings. */
export function openReachable(declared: Declarations, uses: Uses, rules: BindRules): void {
  const members = membersByName(declared);
  const openMember = (name: string): void => {
    for (const member of members.get(name) ?? []) member.open();
  };
  for (const { property } of uses.unknown) openMember(property);
  if (rules.bareMembers) for (const { name } of uses.free) openMember(name);
  const seers = [...uses.free, ...uses.unknown];
  for (const node of seers) {
    const name = node.role === 'name' ? node.name : node.property;
    if (rules.seesAll.has(name)) openVisible(node, declared, 'all');
    if (rules.seesLocals?.has(name)) openVisible(node, declared, 'function');
    if (!rules.reflects.has(name)) continue;
    const named = namesGiven(node);
    for (const one of named ?? members.keys()) openMember(one);
  }
  if (rules.stringsName) openNamedByStrings(declared, members, rules);
}

function membersByName(declared: Declarations): ReadonlyMap<string, readonly Declared[]> {
  const byName = new Map<string, Declared[]>();
  for (const one of declared.all) {
    const isMember = one.kind === 'field' || one.kind === 'function' || one.kind === 'enum_member';
    if (!isMember) continue;
    byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  }
  return byName;
}

function openVisible(node: SyntaxNode, declared: Declarations, reach: 'all' | 'function'): void {
  const scope = declared.scopeOf.get(node);
  if (!scope) return;
  for (const visible of visibleFrom(scope, reach)) visible.open();
}

/** The member names that a reflecting call is given as plain strings; null when it may mean any. */
function namesGiven(node: SyntaxNode): readonly string[] | null {
  const call = node.parent;
  if (call?.role !== 'call' || call.callee !== node) return null;
  const names = stringsIn(call);
  return names.length > 0 ? names : null;
}

function stringsIn(call: CallNode): readonly string[] {
  return call.args.flatMap(({ value }) =>
    value.role === 'literal' && typeof value.value === 'string' ? [value.value] : [],
  );
}

/** Strings may name members, and whatever stands at the top of the file. */
function openNamedByStrings(
  declared: Declarations,
  members: ReadonlyMap<string, readonly Declared[]>,
  rules: BindRules,
) {
  const root = declared.order[0]?.[1];
  for (const [node] of declared.order) {
    if (node.role !== 'literal' || typeof node.value !== 'string') continue;
    const names = rules.wordsName?.(node) ? (node.value.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []) : [node.value];
    for (const name of names) {
      for (const one of [...(members.get(name) ?? []), ...(root?.own(name) ?? [])]) one.open();
    }
  }
}
