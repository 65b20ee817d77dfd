import { renderUnifiedDiff } from '@iama/engine/patch/render-unified-diff';
import type { Patch } from '@iama/contracts/patch/patch';
import { cleanLine } from '../terminal/clean-line.ts';
import { wrapText } from '../terminal/wrap-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { count } from './preflight.ts';

/**
 * A unified diff that `git apply` takes, with each hunk's id after its `@@`, where git shows the function's name: that
 * is what `iama apply --hunk` wants.
 */
export function diffText(patch: Patch): string {
  const ids = patch.files.flatMap((file) => file.hunks.filter((hunk) => hunk.lines.length > 0)).map((hunk) => hunk.id);
  return renderUnifiedDiff(patch).replace(/^(@@ .* @@)$/gm, (head) => `${head} ${ids.shift() ?? ''}`.trimEnd());
}

export function showDiff(terminal: Terminal, patch: Patch): void {
  const { paint } = terminal;
  for (const line of diffText(patch).split('\n').slice(0, -1)) {
    // Piped output is for tools and keeps every byte; a terminal must not be steered by file contents.
    const text = process.stdout.isTTY ? shortened(cleanLine(line.replaceAll('\t', '    '))) : line;
    if (/^(diff|---|\+\+\+|new file|deleted file|rename)/.test(line)) terminal.line(paint.bold(text));
    else if (line.startsWith('@@')) terminal.line(paint.cyan(text));
    else if (line.startsWith('+')) terminal.line(paint.green(text));
    else if (line.startsWith('-')) terminal.line(paint.red(text));
    else terminal.line(text);
  }
}

/** Longer lines are data or bundles: nobody reads them on a terminal, and one of them pushes all others out of sight. */
const LONGEST = 1000;

/** A line for a terminal: the middle of a very long one is only counted. */
export function shortened(line: string): string {
  if (line.length <= LONGEST) return line;
  const [head, tail] = [LONGEST * 0.8, LONGEST * 0.1];
  return `${line.slice(0, head)} … ${line.length - head - tail} characters … ${line.slice(-tail)}`;
}

/** Files with their figures, and each hunk with what must be taken along. */
export function showDiffStat(terminal: Terminal, patch: Patch): void {
  const { paint } = terminal;
  for (const file of patch.files) {
    const lines = file.hunks.flatMap((hunk) => hunk.lines);
    const added = lines.filter((line) => line.startsWith('+')).length;
    const removed = lines.filter((line) => line.startsWith('-')).length;
    const name = file.new_path === null ? file.path : `${file.path} -> ${file.new_path}`;
    terminal.line(`${file.change.padEnd(7)} ${name}  ${paint.green(`+${added}`)} ${paint.red(`-${removed}`)}`);
    for (const hunk of file.hunks) {
      terminal.line(paint.dim(`        ${hunk.id}  line ${hunk.old_start}`));
      if (hunk.depends_on.length === 0) continue;
      const needs = `needs ${hunk.depends_on.join(', ')}`;
      const pad = ' '.repeat(10);
      terminal.line(paint.dim(pad + wrapText(needs, terminal.width - pad.length).replaceAll('\n', `\n${pad}`)));
    }
  }
  terminal.line(`${count(patch.files.length, 'file')}, +${patch.lines_added} -${patch.lines_removed} lines`);
}
