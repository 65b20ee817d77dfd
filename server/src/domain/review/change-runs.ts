import type { Hunk, PatchFile } from '@iama/contracts/patch/patch';

/** Lines that change together, without the blanks that make no difference to whoever reads them. */
export interface ChangeRun {
  /** Of the old text, from 1: where the run begins, and where it ends. */
  readonly old_start: number;
  readonly old_end: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The runs of a hunk, in order. Empty where only blank lines change, or nothing but the file's name. */
export function runsOf({ old_start, lines }: Pick<Hunk, 'old_start' | 'lines'>): readonly ChangeRun[] {
  const runs: { old_start: number; old_end: number; removed: string[]; added: string[] }[] = [];
  let at = old_start;
  let open = false;
  for (const line of lines) {
    const mark = line[0];
    if (mark === '\\') continue;
    if (mark === '-' || mark === '+') {
      if (!open) runs.push({ old_start: at, old_end: at, removed: [], added: [] });
      open = true;
      const run = runs.at(-1);
      const text = line.slice(1).replaceAll(/\s+/g, ' ').trim();
      if (text !== '') run?.[mark === '-' ? 'removed' : 'added'].push(text);
      if (mark === '-' && run) run.old_end = ++at;
    } else {
      open = false;
      at++;
    }
  }
  return runs.filter(({ removed, added }) => removed.length + added.length > 0);
}

/** Whether a run does all that another one does, at its place; lines are counted only where both are of the same text. */
export function includesRun(run: ChangeRun, other: ChangeRun, same_text: boolean): boolean {
  if (same_text && (other.old_start > run.old_end || other.old_end < run.old_start)) return false;
  // To write a line anew is not to remove it.
  if (other.added.length === 0 && run.added.length > 0) return false;
  return holds(run.removed, other.removed) && holds(run.added, other.added);
}

/** Whether lines stand in others, all together and in their order. */
function holds(lines: readonly string[], part: readonly string[]): boolean {
  if (part.length === 0) return true;
  return lines.some((_, start) => part.every((line, index) => lines[start + index] === line));
}

/** What a file's change is beyond its lines. */
export function shapeOf({ path, change, new_path }: Pick<PatchFile, 'path' | 'change' | 'new_path'>): string {
  return JSON.stringify([path, change, new_path]);
}
