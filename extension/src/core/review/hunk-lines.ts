import type { Hunk, PatchFile } from '@iama/contracts/patch/patch';

export interface PlacedHunk {
  readonly hunk: Hunk;
  readonly accepted: boolean;
  /** Line of the `after` text, from 0, of the first changed line; where it would be when the hunk is rejected. */
  readonly line: number;
}

/** Where each hunk of a file stands in the text that the accepted ones make. Hunks are in the order of the file. */
export function hunkLines(file: PatchFile, rejected: ReadonlySet<string>): PlacedHunk[] {
  let shift = 0;
  return file.hunks.map((hunk) => {
    const accepted = !rejected.has(hunk.id);
    const context = Math.max(
      0,
      hunk.lines.findIndex((line) => !line.startsWith(' ')),
    );
    const line = Math.max(0, hunk.old_start - 1 + (hunk.old_lines === 0 ? 1 : 0) + shift + context);
    if (accepted) shift += hunk.new_lines - hunk.old_lines;
    return { hunk, accepted, line };
  });
}
