import { child, nameOf, parentsOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { usesAroundBlock } from './block-functions.ts';
import type { Collecting } from './collecting.ts';
import { effectOf } from './effects.ts';
import type { FileUnits, Span, Unit, UnitSink } from './unit.ts';

/** Turn uses of names into edges: from the innermost unit that the use stands in, to the unit that declares the name. */
export function linkReferences(collecting: Collecting): void {
  const { sink, scopes, module } = collecting;
  const parents = parentsOf(module.program);
  const uses: { at: number; to: number }[] = [...sink.references];
  for (const scope of scopes.scopes) {
    for (const variable of scope.variables) {
      const declaring = new Set(variable.defs.map((def) => sink.byName.get(def.name.range[0])));
      const [unit] = declaring;
      if (declaring.size > 1 || variable.defs.some((def) => String(def.type) === 'Parameter')) {
        // Declared more than once (merged types, repeated `var`s, a parameter): all of it stays.
        for (const each of declaring) if (each !== undefined) sink.edges.push({ from: null, to: each });
        // TypeScript wants all parts of a merged declaration exported, or none.
        for (const { name } of variable.defs) {
          const exported = sink.exported.filter(({ declaration }) => isWithin(name.range[0], declaration));
          if (variable.defs.length > 1) for (const { unit: to } of exported) sink.edges.push({ from: null, to });
        }
        continue;
      }
      if (unit === undefined) continue;
      for (const at of usesAroundBlock(module, scopes, variable)) uses.push({ at, to: unit });
      for (const reference of variable.references) {
        if (reference.init === true && variable.identifiers.some((each) => each === reference.identifier)) continue;
        const node = reference.identifier as unknown as JsNode;
        if (reference.isWrite() && !reference.init && addWrite(collecting, parents, node, unit)) continue;
        uses.push({ at: node.start, to: unit });
      }
    }
  }
  for (const { unit, declaration } of sink.exported) {
    for (const [at, to] of sink.byName) {
      if (!isNameOf(sink, to, at, declaration)) continue;
      sink.edges.push({ from: unit, to });
      // A type in use may be part of what exported code takes or gives: who uses that may want to name it.
      if (sink.units[to]?.kind === 'unused_type') sink.edges.push({ from: to, to: unit });
    }
  }
  const innermost = ownership(sink);
  for (const { at, to } of uses) {
    const from = innermost(at);
    if (from !== to) sink.edges.push({ from, to });
  }
  const inDeadCode = ownership({
    units: sink.units.map((each) => (each.kind === 'unreachable_code' ? each : SPANLESS)),
  });
  for (const [index, unit] of sink.units.entries()) {
    if (unit.kind === 'write' && unit.variable !== null) {
      // A variable that stays needs no write that never runs.
      sink.edges.push({ from: inDeadCode(unit.at) ?? unit.variable, to: index }, { from: index, to: unit.variable });
    }
  }
}

const SPANLESS = { spans: [] };

function isWithin(at: number, { start, end }: Span): boolean {
  return at >= start && at < end;
}

/** Names that the declaration behind an `export` binds itself, not those of nested functions. */
function isNameOf(sink: UnitSink, unit: number, at: number, declaration: Span): boolean {
  const declared = sink.units[unit];
  return (
    declared !== undefined &&
    declared.within === '' &&
    at >= declaration.start &&
    at < declaration.end &&
    !/member|import|export/.test(declared.kind)
  );
}

/**
 * A statement that only gives the variable a value (`x = 1;`, `x += 1;`, `x++;`) goes when the variable goes. Where
 * computing the value may act, `x = f();` leaves `f();`.
 */
function addWrite(
  { sink, unresolved, module }: Collecting,
  parents: ReadonlyMap<JsNode, JsNode>,
  node: JsNode,
  variable: number,
): boolean {
  const target = sink.units[variable];
  const expression = parents.get(node);
  const statement = expression && parents.get(expression);
  const list = statement && parents.get(statement);
  if (target?.kind !== 'unused_variable' && target?.kind !== 'unused_result') return false;
  if (
    !expression ||
    statement?.type !== 'ExpressionStatement' ||
    !/^(?:Program|BlockStatement|StaticBlock|SwitchCase)$/.test(list?.type ?? '')
  )
    return false;
  const right = child(expression, 'right');
  const isUpdate = expression.type === 'UpdateExpression';
  if (!isUpdate && (expression.type !== 'AssignmentExpression' || child(expression, 'left') !== node)) return false;
  const whole = { start: statement.start, end: statement.end };
  const base = {
    kind: 'write',
    name: nameOf(node) ?? '',
    within: target.within,
    at: node.start,
    from: 'STANDARD',
    below: ASSIGNED,
    variable,
  } as const;
  if (isUpdate || effectOf(right, unresolved) !== 'acts') {
    sink.add({ ...base, spans: [whole], cut: { type: 'statements', spans: [whole] } });
    return true;
  }
  const calls = /^(?:CallExpression|NewExpression|AwaitExpression)$/.test(right?.type ?? '');
  const plain =
    right &&
    calls &&
    expression['operator'] === '=' &&
    /^(?!(?:function|class|let|async\s+function)\b)[A-Za-z_$]/.test(module.text.slice(right.start));
  if (!plain || !/^\s*=\s*$/.test(module.text.slice(node.end, right.start))) return false;
  const span = { start: statement.start, end: right.start };
  sink.add({ ...base, spans: [span], cut: { type: 'text', span } });
  return true;
}

const ASSIGNED = 'it is assigned to later';

/** Finds the smallest unit that an offset lies in. Spans of units nest or are apart. */
export function ownership(sink: {
  readonly units: readonly Pick<Unit, 'spans'>[];
}): (at: number, except?: (unit: number) => boolean) => number | null {
  const spans = sink.units
    .flatMap((unit, index) => unit.spans.map(({ start, end }) => ({ start, end, index })))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const above: number[] = [];
  const stack: number[] = [];
  spans.forEach((span, at) => {
    while (stack.length > 0 && (spans[stack.at(-1) ?? 0]?.end ?? 0) <= span.start) stack.pop();
    above.push(stack.at(-1) ?? -1);
    stack.push(at);
  });
  return (at, except = () => false) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    for (let each = low - 1; each >= 0; each = above[each] ?? -1) {
      const span = spans[each];
      if (span && at >= span.start && at < span.end && !except(span.index)) return span.index;
    }
    return null;
  };
}

/** Whether all of a unit stands inside another. Of two with the same span, the one that was found first is outside. */
export function covers(file: Pick<FileUnits, 'units'>, outer: number, inner: number): boolean {
  const [own] = file.units[inner]?.spans ?? [];
  if (!own) return true;
  return (file.units[outer]?.spans ?? []).some(
    ({ start, end }) => start <= own.start && end >= own.end && (start < own.start || end > own.end || outer < inner),
  );
}
