import type { Conversion } from '../plan/conversion.ts';
import type { Edit } from './edit-list.ts';

/** A hand-written `x.d.ts` beside `x.js` that says `export =`, when `x.js` gets a default export. */
export function declarationEdits(conversion: Conversion, path: string): { path: string; edits: Edit[] } | null {
  const mode = conversion.modes.get(path);
  const beside = path.replace(/\.js$/, '.d.ts');
  const text = conversion.tree.files.get(beside);
  const hasDefault =
    mode?.kind === 'value' ||
    mode?.kind === 'slot' ||
    mode?.kind === 'api' ||
    (mode?.kind === 'names' && mode.withDefault);
  const found = text === undefined || !hasDefault ? null : /^export\s*=\s*(?=[A-Za-z_$])/m.exec(text);
  // A namespace merged into the value would lose the types that `export =` lets consumers import by name.
  if (!found || /\bnamespace\s/.test(text ?? '')) return null;
  return { path: beside, edits: [{ start: found.index, end: found.index + found[0].length, text: 'export default ' }] };
}
