import { declaredNames } from '../../js/module-facts.ts';
import { child, children, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Collecting } from './collecting.ts';
import { effectOf } from './effects.ts';

export function addExport(collecting: Collecting, node: JsNode): void {
  const declaration = child(node, 'declaration');
  if (declaration) addExportedDeclaration(collecting, node, declaration);
  else addExportList(collecting, node);
}

function addExportedDeclaration({ sink, unresolved, directives }: Collecting, node: JsNode, declaration: JsNode): void {
  const isDefault = node.type === 'ExportDefaultDeclaration';
  const names = isDefault ? ['default'] : declaredNames(declaration);
  const isNamed = !isDefault || (declaration.type.endsWith('Declaration') && child(declaration, 'id') !== null);
  const label = isDefault ? (nameOf(declaration) ?? nameOf(child(declaration, 'id')) ?? 'default') : names.join(', ');
  const whole = { start: node.start, end: node.end };
  const decorated = children(declaration, 'decorators').length > 0 || declaration.type === 'TSDeclareFunction';
  const acts =
    !isNamed &&
    (declaration.type.endsWith('Declaration')
      ? declaration.type === 'ClassDeclaration'
      : effectOf(declaration, unresolved) !== 'none');
  const prefix = { start: node.start, end: declaration.start };
  const unit = sink.add({
    kind: 'unused_export',
    name: label,
    within: '',
    at: node.start,
    spans: [isNamed ? prefix : whole],
    cut: isNamed ? { type: 'text', span: prefix } : { type: 'statements', spans: [whole] },
    from: 'STANDARD',
    keep:
      directives.keeps(label, node.start) ??
      (decorated ? 'it is decorated or overloaded' : acts ? 'computing the exported value runs code' : null),
    exportNames: names,
  });
  if (!isNamed) return;
  sink.exported.push({ unit, declaration: { start: declaration.start, end: declaration.end } });
}

/** `export { a, b as c }`, with or without `from`. */
function addExportList({ sink, policy, module }: Collecting, node: JsNode): void {
  const specifiers = children(node, 'specifiers');
  const source = child(node, 'source');
  const whole = { start: node.start, end: node.end };
  if (specifiers.length === 0) {
    // A lone `export {}` makes the file a module; beside other exports it says nothing.
    const others = module.program.body.some(
      (each) => each.start !== node.start && isOfferingSomething(each as unknown as JsNode),
    );
    if (others && !source) {
      sink.add({
        kind: 'unused_export',
        name: '{}',
        within: '',
        at: node.start,
        spans: [whole],
        cut: { type: 'statements', spans: [whole] },
      });
    }
    return;
  }
  const rule = source && node['exportKind'] !== 'type' ? policy(stringOf(source) ?? '', true) : null;
  const parent = sink.add({
    kind: 'list',
    name: stringOf(source) ?? 'export',
    within: '',
    at: node.start,
    spans: [],
    cut: { type: 'statements', spans: [whole] },
    from: rule?.from ?? 'STANDARD',
    below: rule?.reason ?? '',
    keep: rule?.bare === true ? rule.reason : null,
    items: specifiers.map(({ start, end }) => ({ start, end })),
  });
  specifiers.forEach((specifier, index) => {
    const exported = nameOf(child(specifier, 'exported')) ?? '';
    sink.add({
      kind: 'unused_export',
      name: exported,
      within: '',
      at: specifier.start,
      spans: [{ start: specifier.start, end: specifier.end }],
      cut: { type: 'item', index },
      from: 'STANDARD',
      parent,
      exportNames: [exported],
    });
  });
}

function isOfferingSomething(node: JsNode): boolean {
  if (node.type === 'ExportDefaultDeclaration' || node.type === 'ExportAllDeclaration') return true;
  return (
    node.type === 'ExportNamedDeclaration' &&
    (child(node, 'declaration') !== null || children(node, 'specifiers').length > 0)
  );
}
