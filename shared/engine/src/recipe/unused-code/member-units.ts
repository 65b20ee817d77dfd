import { child, children, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Collecting, Place } from './collecting.ts';
import { effectOf, worst } from './effects.ts';

/** Private members of a class: `#x`, and what TypeScript calls `private`. Getter and setter of one name go together. */
export function addMembers(collecting: Collecting, node: JsNode, place: Place): void {
  const body = child(node, 'body');
  if (!body) return;
  const groups = new Map<string, JsNode[]>();
  for (const member of children(body, 'body')) {
    const key = child(member, 'key');
    const name = nameOf(key);
    const isMember = member.type === 'MethodDefinition' || member.type === 'PropertyDefinition';
    if (!isMember || !key || name === null || member['computed'] === true || member['kind'] === 'constructor') continue;
    const hash = key.type === 'PrivateIdentifier';
    if (!hash && member['accessibility'] !== 'private') continue;
    const label = hash ? `#${name}` : name;
    groups.set(label, [...(groups.get(label) ?? []), member]);
  }
  const className = nameOf(child(node, 'id')) ?? '';
  for (const [name, members] of groups)
    addMember(collecting, node, body, name, members, [place.within, className].filter(Boolean).join('.'));
}

function addMember(
  collecting: Collecting,
  owner: JsNode,
  body: JsNode,
  name: string,
  members: readonly JsNode[],
  within: string,
): void {
  const { module, sink, directives, unresolved } = collecting;
  const [first] = members;
  if (!first) return;
  const hash = name.startsWith('#');
  const isField = members.some((each) => each.type === 'PropertyDefinition');
  const effect = worst(
    members.map((each) => (each.type === 'PropertyDefinition' ? effectOf(child(each, 'value'), unresolved) : 'none')),
  );
  const decorated = members.some((each) => children(each, 'decorators').length > 0);
  const spans = members.map(({ start, end }) => ({ start, end }));
  const unit = sink.add({
    kind: 'unused_private_member',
    name,
    within,
    at: first.start,
    spans,
    cut: { type: 'statements', spans },
    // A TypeScript `private` field is an ordinary property: copying, printing and comparing the object show it.
    from: isField && !hash ? 'COMPREHENSIVE' : 'STANDARD',
    below: isField && !hash ? 'a `private` field is visible when the object is copied, printed or compared' : '',
    keep:
      directives.keeps(name.replace(/^#/, ''), first.start) ??
      (decorated ? 'it is decorated' : effect === 'acts' ? 'its initialiser may have effects' : null) ??
      (hash ? null : reachedAnyhow(collecting, owner, name)),
  });
  walk(hash ? body : module.program, (node, parent) => {
    if (!parent || members.includes(parent)) return;
    const named = hash ? node.type === 'PrivateIdentifier' && `#${nameOf(node)}` === name : mayName(node, parent, name);
    if (named) sink.references.push({ at: node.start, to: unit });
  });
}

/** TypeScript's `private` is a promise, not a fence: any property, pattern or string of that name may mean the member. */
function mayName(node: JsNode, parent: JsNode, name: string): boolean {
  if (nameOf(node) !== name) return false;
  return (
    node.type === 'Literal' ||
    child(parent, 'property') === node ||
    child(parent, 'key') === node ||
    parent.type === 'TSQualifiedName'
  );
}

function reachedAnyhow({ module, namedElsewhere }: Collecting, owner: JsNode, name: string): string | null {
  let computed = false;
  walk(owner, (node) => {
    computed ||=
      node.type === 'MemberExpression' && node['computed'] === true && child(node, 'object')?.type === 'ThisExpression';
  });
  if (computed) return 'the class reads its members by computed names';
  if (/\bas\s+(?:any|unknown)\b|<any>/.test(module.text) && module.text.includes(`'${name}'`))
    return 'its name stands in a string';
  return namedElsewhere(name) ? 'another file names it' : null;
}
