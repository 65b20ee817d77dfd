import { childNodes } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { applyEdits } from '../../patch/apply-edits.ts';
import type { Replacement } from '../proposal/proposal.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A piece of a text with edits carried out and its lines moved from their indentation to another. Lines that start inside of
 * a template keep theirs, since that is part of a value. `edits` must be sorted and free of overlaps.
 */
export function renderText(
  text: string,
  span: Span,
  edits: readonly Replacement[],
  templates: readonly Span[],
  indent: string,
): string {
  const inside = edits.filter(({ start, end }) => start >= span.start && end <= span.end);
  const starts = lineStartsIn(text, span).filter((at) => !templates.some(({ start, end }) => at > start && at <= end));
  const own = starts.filter((at) => !inside.some(({ start, end }) => at > start && at <= end));
  const indents = own
    .map((at) => /^[ \t]*/.exec(text.slice(at))?.[0] ?? '')
    .filter((blank, index) => text[(own[index] ?? 0) + blank.length] !== '\n');
  const common =
    indents.length === 0 ? '' : indents.reduce((a, b) => (b.startsWith(a) ? a : a.startsWith(b) ? b : shared(a, b)));
  const moves = own.flatMap((at) =>
    text.startsWith(common, at) && common !== indent
      ? [{ start: at, end: at + common.length, replacement: indent }]
      : [],
  );
  const shifted = inside.map((edit) => ({
    ...edit,
    replacement: edit.replacement.replaceAll(`\n${common}`, `\n${indent}`),
  }));
  const all = [...moves, ...shifted]
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((edit) => ({
      start: edit.start - span.start,
      end: edit.end - span.start,
      replacement: edit.replacement,
      finding_id: '',
    }));
  return applyEdits(text.slice(span.start, span.end), all);
}

function lineStartsIn(text: string, { start, end }: Span): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function shared(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** Where templates stand below a node. */
export function templatesIn(root: JsNode): Span[] {
  const found: Span[] = [];
  const visit = (node: JsNode): void => {
    if (node.type === 'TemplateElement') found.push({ start: node.start, end: node.end });
    for (const each of childNodes(node)) visit(each);
  };
  visit(root);
  return found;
}
