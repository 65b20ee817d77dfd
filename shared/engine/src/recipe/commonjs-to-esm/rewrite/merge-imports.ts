import type { JsNode } from '../../../js/walk.ts';
import type { SiteBinding } from './bind-site.ts';

const NAMED = /^import \{ ([^{}\n]+) \} from (['"])(?:node:)?([^'"]+)\2$/;

/**
 * Names that the new text needs of a module go into the import of names that the file has of it already: linters refuse
 * two imports of one module. Gives the bindings with those names added, and the lines that found no such import.
 */
export function mergeImports(
  inPlace: ReadonlyMap<JsNode, SiteBinding>,
  lines: readonly string[],
): { inPlace: ReadonlyMap<JsNode, SiteBinding>; lines: readonly string[] } {
  const merged = new Map(inPlace);
  const rest: string[] = [];
  for (const line of lines) {
    const wanted = NAMED.exec(line);
    const host = wanted
      ? [...merged].find(([, { statement }]) => NAMED.exec(statement ?? '')?.[3] === wanted[3])
      : undefined;
    if (!wanted || !host) {
      rest.push(line);
      continue;
    }
    const [holder, binding] = host;
    merged.set(holder, {
      ...binding,
      statement: (binding.statement ?? '').replace(' } from ', `, ${wanted[1]} } from `),
    });
  }
  return { inPlace: merged, lines: rest };
}
