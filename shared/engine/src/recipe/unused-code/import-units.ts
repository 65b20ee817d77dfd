import { child, children, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Collecting, Place } from './collecting.ts';

export function addImport(collecting: Collecting, node: JsNode): void {
  const { sink, directives, policy } = collecting;
  const specifiers = children(node, 'specifiers');
  const source = child(node, 'source');
  const [first] = specifiers;
  if (!first || !source) return;
  const isType = node['importKind'] === 'type';
  const rule = isType
    ? ({ bare: false, from: 'CONSERVATIVE', reason: '' } as const)
    : policy(stringOf(source) ?? '', false);
  const whole = { start: node.start, end: node.end };
  const parent = sink.add({
    kind: 'list',
    name: stringOf(source) ?? '',
    within: '',
    at: node.start,
    spans: [],
    cut: rule.bare
      ? { type: 'text', span: { start: startOfBindings(collecting, node, first), end: source.start } }
      : { type: 'statements', spans: [whole] },
    from: rule.from,
    below: rule.reason,
    items: specifiers.map(({ start, end }) => ({ start, end })),
  });
  specifiers.forEach((specifier, index) => {
    const local = child(specifier, 'local');
    const name = nameOf(local) ?? '';
    const unit = sink.add({
      kind: 'unused_import',
      name,
      within: '',
      at: local?.start ?? specifier.start,
      spans: [],
      cut: { type: 'item', index },
      keep: directives.keeps(name === '_' ? '' : name, node.start) ?? keptByUse(collecting, name),
      parent,
    });
    sink.byName.set(local?.start ?? -1, unit);
  });
}

/** Just behind `import `; the import then reads `import './x'`. */
function startOfBindings({ module }: Collecting, node: JsNode, first: JsNode): number {
  const braced = module.text.slice(node.start, first.start).indexOf('{');
  return braced === -1 ? first.start : node.start + braced;
}

/** Names that are used without being written: JSX factories, and types in comments that TypeScript reads. */
function keptByUse({ module, directives }: Collecting, name: string): string | null {
  if (
    /^(?:React|h|jsx|Fragment|createElement|Preact|dom|hyper|html)$/.test(name) &&
    /<[A-Za-z>]/.test(module.text) &&
    /\.(?:[cm]?jsx?|tsx)$/.test(module.path)
  ) {
    return 'JSX may be compiled into calls of it';
  }
  return directives.documents(name) ? 'a documentation comment names it as a type or link' : null;
}

/** `import fs = require('fs')`; an alias of a namespace (`import A = B.C`) is left alone. */
export function addImportEquals({ sink, directives, policy }: Collecting, node: JsNode, place: Place): void {
  const id = child(node, 'id');
  const reference = child(node, 'moduleReference');
  const specifier = stringOf(reference && child(reference, 'expression'));
  if (!id || specifier === null || !place.inList || place.parent.type.startsWith('Export')) return;
  const rule = policy(specifier, false);
  const spans = [{ start: node.start, end: node.end }];
  const name = nameOf(id) ?? '';
  const keep = directives.keeps(name, node.start) ?? (rule.bare ? rule.reason : null);
  const unit = sink.add({
    kind: 'unused_import',
    name,
    within: place.within,
    at: id.start,
    spans,
    cut: { type: 'statements', spans },
    from: rule.from,
    below: rule.reason,
    keep,
  });
  sink.byName.set(id.start, unit);
}
