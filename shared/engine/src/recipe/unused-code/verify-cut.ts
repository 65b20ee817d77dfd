import type { TextEdit } from '@iama/contracts/patch/patch';
import { applyEdits } from '../../patch/apply-edits.ts';
import { parseModule } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/**
 * Prove that a cut took out what it meant to and nothing else. The result must parse; every node of the base that was not
 * cut must stand in the result as the same kind of node at the same place (which a line glued to the one before, for want
 * of a semicolon, would not); every name must mean the declaration that it meant. Null when all holds, else the reason.
 */
export function verifyCut(
  base: ParsedModule,
  edits: readonly TextEdit[],
  losesModule: (text: string) => boolean,
): string | null {
  const text = applyEdits(base.text, edits);
  const parsed = parseModule(base.path, text);
  if (!parsed.ok) return 'the file would no longer parse';
  if (base.sourceType === 'module' && parsed.module.sourceType !== 'module' && losesModule(text)) {
    return LOSES_MODULE;
  }
  const map = offsetMap(edits);
  const standing = new Set<string>();
  walk(parsed.module.program, (node) => void standing.add(`${node.type}:${node.start}:${bareEnd(text, node)}`));
  let changed = false;
  walk(base.program, (node, parent) => {
    if (!parent || changed) return changed ? 'skip' : undefined;
    if (map.isCut(node.start, node.end)) return 'skip';
    const start = map.at(node.start, 'start');
    const end = map.at(bareEnd(base.text, node), 'end');
    if (start !== null && end !== null && !standing.has(`${node.type}:${start}:${end}`)) changed = true;
    return undefined;
  });
  if (changed) return 'the code around it would be read differently';
  return meaningsOf(base, map) === meaningsOf(parsed.module, null) ? null : 'a name would mean something else';
}

/** A statement may end in its own semicolon or in one that starts the next line; either way it is the same statement. */
function bareEnd(text: string, node: JsNode): number {
  let end = node.end;
  while (end > node.start && /[\s;]/.test(text[end - 1] ?? '')) end--;
  return end;
}

export const LOSES_MODULE = 'without its last import or export the file would no longer be a module';

interface OffsetMap {
  /** Where an offset of the base is in the result; null if it was cut away. */
  at(offset: number, side: 'start' | 'end'): number | null;
  isCut(start: number, end: number): boolean;
}

function offsetMap(edits: readonly TextEdit[]): OffsetMap {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of edits) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return {
    at(offset, side) {
      let shift = 0;
      for (const { start, end } of merged) {
        if (offset < start || (offset === start && side === 'end')) break;
        if (offset < end) return null;
        shift += end - start;
      }
      return offset - shift;
    },
    isCut: (from, to) => merged.some(({ start, end }) => from >= start && to <= end),
  };
}

/** Every use of a name that stays, with where the name is declared, as one comparable text. */
function meaningsOf(module: ParsedModule, map: OffsetMap | null): string {
  const at = (offset: number, end: number): number | null => {
    if (!map) return offset;
    return map.isCut(offset, end) ? null : map.at(offset, 'start');
  };
  const meanings: string[] = [];
  for (const scope of analyzeScopes(module).scopes) {
    for (const { identifier, resolved } of scope.references) {
      const use = at(identifier.range[0], identifier.range[1]);
      if (use === null) continue;
      const name = resolved?.defs[0]?.name;
      const declared = name ? at(name.range[0], name.range[1]) : 'free';
      meanings.push(`${use}>${declared ?? 'gone'}`);
    }
  }
  return meanings.toSorted().join(' ');
}
