import { child, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Collecting, Place } from './collecting.ts';
import { classEffect, effectOf, worst } from './effects.ts';
import type { UnitKind } from './unit.ts';

export function addFunction(collecting: Collecting, node: JsNode, place: Place): void {
  const overloads = children(place.parent, place.parent.type === 'SwitchCase' ? 'consequent' : 'body').filter(
    (each) => each.type === 'TSDeclareFunction' && nameOf(child(each, 'id')) === nameOf(child(node, 'id')),
  );
  const isWrapped = place.parent.type.startsWith('Export');
  // Overloads of an exported function are exported statements of their own.
  addDeclaration(collecting, node, place, 'unused_function', isWrapped ? [] : overloads, null);
}

export function addClass(collecting: Collecting, node: JsNode, place: Place): void {
  const acts = classEffect(node, collecting.unresolved) === 'acts';
  addDeclaration(
    collecting,
    node,
    place,
    'unused_class',
    [],
    acts ? 'defining the class runs code (decorators, static parts)' : null,
  );
}

export function addType(collecting: Collecting, node: JsNode, place: Place): void {
  const members = node.type === 'TSEnumDeclaration' ? children(child(node, 'body') ?? node, 'members') : [];
  const acts = worst(members.map((each) => effectOf(child(each, 'initializer'), collecting.unresolved))) === 'acts';
  addDeclaration(collecting, node, place, 'unused_type', [], acts ? 'computing the enum runs code' : null);
}

function addDeclaration(
  { sink, directives, topLevelIsShared }: Collecting,
  node: JsNode,
  place: Place,
  kind: UnitKind,
  overloads: readonly JsNode[],
  keep: string | null,
): void {
  const id = child(node, 'id');
  const name = nameOf(id);
  if (!id || name === null) return;
  const whole = place.parent.type.startsWith('Export') ? place.parent : node;
  const spans = [...overloads, whole].map(({ start, end }) => ({ start, end }));
  const shared = place.isTopLevel && topLevelIsShared ? SHARED : null;
  const alone = place.inList ? null : 'it is the only statement where it stands';
  const unit = sink.add({
    kind,
    name,
    within: place.within,
    at: id.start,
    spans,
    cut: { type: 'statements', spans },
    keep: directives.keeps(name, whole.start) ?? shared ?? alone ?? keep,
  });
  for (const each of [...overloads, node]) sink.byName.set(child(each, 'id')?.start ?? -1, unit);
}

export const SHARED =
  'the file is not a module, so its top-level names are global and other scripts or pages may use them';
