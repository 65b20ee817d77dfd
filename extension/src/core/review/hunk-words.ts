import type { Hunk } from '@iama/contracts/patch/patch';

/** A hunk in one line: where it stands, how much it changes, and its first changed line. */
export function hunkWords(hunk: Hunk): { label: string; description: string } {
  const added = hunk.lines.filter((line) => line.startsWith('+')).length;
  const removed = hunk.lines.filter((line) => line.startsWith('-')).length;
  const first = hunk.lines.find((line) => /^[-+]\s*\S/.test(line)) ?? '';
  const line = hunk.old_lines === 0 ? hunk.new_start : hunk.old_start;
  return { label: first.slice(1).trim() || '…', description: `:${line}  +${added} −${removed}` };
}
