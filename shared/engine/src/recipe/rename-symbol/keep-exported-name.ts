import type { TextEdit } from '@iama/contracts/patch/patch';
import { child } from '../../js/walk.ts';
import type { Declaration } from './find-declaration.ts';

/**
 * `export function a` → `function b` and `export { b as a };` at the end. Nothing for an export that already stands apart from
 * its declaration (the compiler writes `b as a` there), nor for a default export, which has no name outside.
 */
export function keepExportedName(
  text: string,
  { statement, name }: Declaration,
  newName: string,
  id: string,
): TextEdit[] {
  const declared = child(statement, 'declaration');
  if (statement.type !== 'ExportNamedDeclaration' || !declared) return [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const isType = /^TS(?:Interface|TypeAlias)/.test(declared.type);
  const lead = text.endsWith('\n') || text === '' ? '' : eol;
  const line = `${lead}export ${isType ? 'type ' : ''}{ ${newName} as ${name} };${eol}`;
  return [
    { start: statement.start, end: declared.start, replacement: '', finding_id: id },
    { start: text.length, end: text.length, replacement: line, finding_id: id },
  ];
}
