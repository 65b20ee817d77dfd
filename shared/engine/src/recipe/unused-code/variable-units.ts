import type { PlanLevel } from '@iama/contracts/recipe';
import { child, children, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Collecting, Place } from './collecting.ts';
import { SHARED } from './declaration-units.ts';
import { effectOf } from './effects.ts';
import type { Cut, Span, UnitKind } from './unit.ts';

/** What becomes of a declarator that nothing uses. */
interface Fate {
  readonly kind: UnitKind;
  readonly cut: Cut;
  readonly span: Span;
  readonly from: PlanLevel;
  readonly below: string;
  readonly keep: string | null;
  readonly leaves: Span | null;
}

interface Declared {
  readonly place: Place;
  readonly whole: JsNode;
  readonly declaration: JsNode;
  readonly list: number;
}

export function addVariables(collecting: Collecting, node: JsNode, place: Place): void {
  const isFor = place.parent.type.startsWith('For');
  if (isFor || !place.inList || !/^(?:var|let|const)$/.test(String(node['kind']))) return;
  const whole = place.parent.type.startsWith('Export') ? place.parent : node;
  const declarators = children(node, 'declarations');
  const list = collecting.sink.add({
    kind: 'list',
    name: '',
    within: place.within,
    at: whole.start,
    spans: [],
    cut: { type: 'statements', spans: [{ start: whole.start, end: whole.end }] },
    items: declarators.map(({ start, end }) => ({ start, end })),
  });
  declarators.forEach((declarator, index) => {
    addDeclarator(collecting, { place, whole, declaration: node, list }, declarator, index);
  });
}

function addDeclarator(collecting: Collecting, declared: Declared, declarator: JsNode, index: number): void {
  const { sink, directives, topLevelIsShared } = collecting;
  const { place, whole, list } = declared;
  const id = child(declarator, 'id');
  if (!id) return;
  const fate = fateOf(collecting, declared, declarator, id, index);
  const shared = place.isTopLevel && topLevelIsShared ? SHARED : null;
  const base = {
    within: place.within,
    at: id.start,
    from: fate.from,
    below: fate.below,
    cut: fate.cut,
    spans: [fate.span],
    leaves: fate.leaves,
    parent: list,
  };
  if (id.type === 'Identifier') {
    const name = nameOf(id) ?? '';
    const keep = directives.keeps(name, whole.start) ?? shared ?? fate.keep;
    sink.byName.set(id.start, sink.add({ ...base, kind: fate.kind, name, keep }));
  } else if (id.type === 'ObjectPattern') {
    const properties = children(id, 'properties');
    const pattern = sink.add({
      ...base,
      kind: 'list',
      name: fate.kind,
      keep: shared ?? fate.keep,
      items: properties.map(({ start, end }) => ({ start, end })),
      partial: !properties.some((each) => each.type === 'RestElement'),
    });
    properties.forEach((property, at) => addProperty(collecting, declared, pattern, property, at, fate.kind));
  } else if (id.type === 'ArrayPattern') {
    for (const element of children(id, 'elements')) {
      const name = nameOf(element);
      if (element.type !== 'Identifier' || name === null) continue;
      const keep = directives.keeps(name, whole.start) ?? 'its place in the array pattern decides what the others get';
      const span = { start: element.start, end: element.end };
      const unit = sink.add({
        kind: 'unused_variable',
        name,
        within: place.within,
        at: element.start,
        spans: [],
        cut: { type: 'text', span },
        keep,
      });
      sink.byName.set(element.start, unit);
    }
  }
}

function addProperty(
  collecting: Collecting,
  declared: Declared,
  pattern: number,
  property: JsNode,
  index: number,
  kind: UnitKind,
): void {
  const { sink, directives, unresolved, topLevelIsShared } = collecting;
  const { place, whole } = declared;
  const value = property.type === 'RestElement' ? child(property, 'argument') : child(property, 'value');
  const bound = value?.type === 'AssignmentPattern' ? child(value, 'left') : value;
  const name = nameOf(bound);
  if (bound?.type !== 'Identifier' || name === null) return;
  const preset = value?.type === 'AssignmentPattern' ? effectOf(child(value, 'right'), unresolved) : 'none';
  const computed = property['computed'] === true ? 'its key is computed' : null;
  const shared = place.isTopLevel && topLevelIsShared ? SHARED : null;
  const unit = sink.add({
    kind: kind === 'unused_result' ? 'unused_variable' : kind,
    name,
    within: place.within,
    at: bound.start,
    spans: [{ start: property.start, end: property.end }],
    cut: { type: 'item', index },
    from: preset === 'reads' ? 'STANDARD' : 'CONSERVATIVE',
    below: preset === 'reads' ? 'its default value reads properties' : '',
    keep:
      directives.keeps(name, whole.start) ??
      shared ??
      computed ??
      (preset === 'acts' ? 'its default value may have effects' : null),
    parent: pattern,
  });
  sink.byName.set(bound.start, unit);
}

function fateOf(collecting: Collecting, declared: Declared, declarator: JsNode, id: JsNode, index: number): Fate {
  const init = child(declarator, 'init');
  const span = { start: declarator.start, end: declarator.end };
  const item: Fate = {
    kind: 'unused_variable',
    cut: { type: 'item', index },
    span,
    from: 'CONSERVATIVE',
    below: '',
    keep: null,
    leaves: null,
  };
  const required = requiredBy(init, collecting);
  if (required !== null) {
    const rule = collecting.policy(required, true);
    if (!rule.bare) return { ...item, kind: 'unused_import', from: rule.from, below: rule.reason };
    return {
      ...item,
      ...strip(collecting, declared, declarator, id),
      kind: 'unused_import',
      from: rule.from,
      below: rule.reason,
    };
  }
  const effect = effectOf(init, collecting.unresolved);
  if (effect === 'acts')
    return { ...item, ...strip(collecting, declared, declarator, id), from: 'STANDARD', below: MAY_ACT };
  const reads = effect === 'reads' || (id.type !== 'Identifier' && init?.type !== 'ObjectExpression');
  return reads
    ? { ...item, from: 'STANDARD', below: 'computing its value reads properties, which can run getters or fail' }
    : item;
}

const MAY_ACT = 'computing its value may have effects';

/**
 * `const x = f()` becomes `f()` where that is safe: what is left starts like a statement, and nothing else in the
 * declaration leaves a statement behind.
 */
function strip(
  collecting: Collecting,
  { declaration, whole }: Declared,
  declarator: JsNode,
  id: JsNode,
): Pick<Fate, 'kind' | 'span' | 'keep' | 'leaves'> {
  const { text } = collecting.module;
  const init = child(declarator, 'init');
  const head = child(id, 'typeAnnotation')?.end ?? id.end;
  const plain =
    init !== null &&
    /^(?:CallExpression|NewExpression|AwaitExpression|YieldExpression)$/.test(init.type) &&
    /^\s*=\s*$/.test(text.slice(head, init.start)) &&
    /^(?!(?:function|class|let|async\s+function)\b)[A-Za-z_$]/.test(text.slice(init.start, init.end));
  const acting = children(declaration, 'declarations').filter((each) => acts(collecting, child(each, 'init')));
  const keep = plain && acting.length === 1 && whole === declaration ? null : MAY_ACT;
  const leaves = init && { start: init.start, end: init.end };
  return { kind: 'unused_result', span: { start: declarator.start, end: init?.start ?? declarator.end }, keep, leaves };
}

function acts(collecting: Collecting, init: JsNode | null): boolean {
  const required = requiredBy(init, collecting);
  return required === null ? effectOf(init, collecting.unresolved) === 'acts' : collecting.policy(required, true).bare;
}

/** The specifier of `require('x')`, where `require` is Node's. */
function requiredBy(init: JsNode | null, { unresolved }: Collecting): string | null {
  const callee = init?.type === 'CallExpression' ? child(init, 'callee') : null;
  if (!init || nameOf(callee) !== 'require' || !callee || !unresolved.has(callee.start)) return null;
  const given = children(init, 'arguments');
  return given.length === 1 ? stringOf(given[0] ?? null) : null;
}
