import type { Finding } from '@iama/contracts/recipe';
import { lineCounter } from './directives.ts';
import { findingIds, symbolOf } from './finding-ids.ts';
import type { FileUnits, Unit } from './unit.ts';

export function unitFinding(file: FileUnits, text: string, index: number, isExported: boolean): Finding | null {
  const unit = file.units[index];
  if (!unit) return null;
  return {
    id: findingIds(file)[index] ?? '',
    kind: unit.kind,
    path: file.path,
    symbol: symbolOf(unit),
    line: lineCounter(text)(unit.at),
    message: messageOf(file, unit, isExported),
    group: null,
  };
}

export function fileFinding(path: string): Finding {
  return {
    id: `unused_file:${path}`,
    kind: 'unused_file',
    path,
    symbol: null,
    line: 1,
    message: `Delete ${path}: nothing loads it, and no configuration, script, page or document names it.`,
    group: null,
  };
}

function messageOf(file: FileUnits, unit: Unit, isExported: boolean): string {
  const name = `\`${unit.name}\``;
  const list = unit.parent === null ? undefined : file.units[unit.parent];
  const nothing = isExported ? 'nothing imports it, and nothing here uses it' : 'nothing uses it';
  switch (unit.kind) {
    case 'unused_import':
      return list?.cut.type === 'text'
        ? `Remove the unused import ${name}; what it comes from is still loaded for its effects if no other name is left.`
        : `Remove the unused import ${name}.`;
    case 'unused_function':
      return `Remove the function ${name}: ${nothing}.`;
    case 'unused_class':
      return `Remove the class ${name}: ${nothing}.`;
    case 'unused_type':
      return `Remove the type ${name}: ${nothing}.`;
    case 'unused_variable':
      return `Remove the variable ${name}: ${nothing}.`;
    case 'unused_result':
      return `Stop keeping the unused result ${name}; the call that gives it stays.`;
    case 'unused_private_member':
      return `Remove the private member ${name}: nothing in its class uses it.`;
    case 'unused_export':
      return unit.name === '{}' ? 'Remove the empty export list.' : `Stop exporting ${name}: nothing imports it.`;
    case 'unreachable_code':
      return `Remove code that is never reached${unit.within === '' ? '' : ` in \`${unit.within}\``}.`;
    default:
      return `Remove ${name}.`;
  }
}
