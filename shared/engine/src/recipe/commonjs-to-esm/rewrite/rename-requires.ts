import { children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { Conversion } from '../plan/conversion.ts';
import type { Edit } from './edit-list.ts';
import { importTarget } from './import-target.ts';
import { resolveRequire } from '../tree/resolve-require.ts';

/** In a file that stays CommonJS: requires of files that get another name. */
export function renameRequires(conversion: Conversion, facts: ModuleFacts): Edit[] {
  const edits: Edit[] = [];
  for (const site of facts.requires) {
    const target = resolveRequire(conversion.tree, facts.path, site.specifier);
    if (target.kind !== 'file' || !conversion.renames.has(target.path)) continue;
    const argument = children(site.call, 'arguments')[0] as JsNode;
    const { specifier } = importTarget(conversion, facts, site);
    edits.push({ start: argument.start, end: argument.end, text: `${site.quote}${specifier}${site.quote}` });
  }
  return edits;
}
