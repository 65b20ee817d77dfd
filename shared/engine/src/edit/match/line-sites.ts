import type { Site } from './site.ts';
import { viewOf } from './source-lines.ts';
import type { LineView, SourceLines } from './source-lines.ts';

/** Every run of whole lines that looks like `lines` in a view. Nothing when all of them are blank. */
export function lineSites(source: SourceLines, lines: readonly string[], view: LineView): Site[] {
  let anchor = -1;
  let fewest = Infinity;
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const known = source.linesLike(view, line).length;
    if (known < fewest) [anchor, fewest] = [index, known];
  });
  if (anchor === -1 || fewest === 0) return [];
  const keys = lines.map((line) => viewOf(view, line));
  const sites: Site[] = [];
  for (const number of source.linesLike(view, lines[anchor] ?? '')) {
    const from = number - anchor;
    const to = from + lines.length;
    if (from < 0 || to > source.lines.length) continue;
    if (keys.every((key, index) => viewOf(view, source.lines[from + index] ?? '') === key)) {
      const end = source.startOf(to - 1) + (source.lines[to - 1] ?? '').length;
      sites.push({ start: source.startOf(from), end, lines: { from, to } });
    }
  }
  return sites;
}
