import { child, children, nameOf } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { isNeverReassigned } from '../facts/source-facts.ts';
import type { ExportMode } from '../plan/export-mode.ts';
import type { NameChooser } from './name-chooser.ts';
import type { TextStyle } from './text-style.ts';

/**
 * Lines at the end of a package's entry that keep its consumers working: the names that Node let ES modules import from the
 * CommonJS file, and the value that `require` gave, which Node 20.19, 22.12 and later take from the export 'module.exports'.
 */
export function entryExports(
  facts: ModuleFacts,
  mode: ExportMode,
  defaultName: string | null,
  names: NameChooser,
  style: TextStyle,
  stringNames: boolean,
): string[] {
  if (defaultName === null || mode.kind === 'none' || mode.kind === 'names') return [];
  const semi = style.semicolon;
  const specifiers: string[] = [];
  const plucked: string[] = [];
  let exportable = true;
  for (const [name, local] of detectableNames(facts)) {
    const variable = local === null ? undefined : facts.top.set.get(local);
    if (variable && variable.defs.length > 0 && isNeverReassigned(variable))
      specifiers.push(local === name ? name : `${local} as ${name}`);
    else if (names.isFree(name)) plucked.push(names.take(name));
    else {
      const alias = names.take(`${name}Export`);
      exportable = false;
      plucked.push(`${name}: ${alias}`);
      specifiers.push(`${alias} as ${name}`);
    }
  }
  const lines: string[] = [];
  if (plucked.length > 0)
    lines.push(`${exportable ? 'export ' : ''}const { ${plucked.join(', ')} } = ${defaultName}${semi}`);
  if (!exportable) specifiers.push(...plucked.filter((each) => !each.includes(':')));
  if (specifiers.length > 0) lines.push(`export { ${specifiers.join(', ')} }${semi}`);
  if (stringNames) {
    lines.push('// What require() of this package gives, in Node 20.19, 22.12 and later.');
    lines.push(`export { ${defaultName} as 'module.exports' }${semi}`);
  }
  return lines;
}

/** Names an ES module could import from the CommonJS file, with the variable each was set to, if it was one. */
function detectableNames(facts: ModuleFacts): Map<string, string | null> {
  const found = new Map<string, string | null>();
  const { exports } = facts;
  if (exports.kind !== 'names' && exports.kind !== 'value') return found;
  if (exports.kind === 'value' && exports.chain.value.type === 'ObjectExpression') {
    for (const property of children(exports.chain.value, 'properties')) {
      const name =
        property.type === 'Property' && property['computed'] === false && property['kind'] === 'init'
          ? nameOf(child(property, 'key'))
          : null;
      const value = child(property, 'value');
      if (name !== null) found.set(name, value?.type === 'Identifier' ? nameOf(value) : null);
    }
  }
  for (const { role, name } of exports.nodes) if (role === 'write' && name !== null) found.set(name, null);
  for (const { lefts, value } of exports.chains) {
    for (const { name } of lefts) if (name !== null && value.type === 'Identifier') found.set(name, nameOf(value));
  }
  for (const name of found.keys()) if (name === 'default' || !/^[A-Za-z_$][\w$]*$/.test(name)) found.delete(name);
  return found;
}
