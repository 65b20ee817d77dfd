import { indentAt, indentUnit } from '../proposal/text-style.ts';
import type { Replacement } from '../proposal/proposal.ts';
import type { Site } from './find-sites.ts';
import type { PlannedSite } from './plan-steps.ts';
import { renderText } from './render-text.ts';
import { bareName, tellSteps } from './tell-steps.ts';
import type { Bind, Sink, Telling } from './tell-steps.ts';

export type Writing = Pick<Telling, 'facts' | 'names' | 'nameOf' | 'isPromise'> & {
  /** Renames, and rewrites of functions inside. */
  readonly edits: readonly Replacement[];
  readonly templates: readonly { readonly start: number; readonly end: number }[];
};

/** The edit that puts statements in the place of a chain. */
export function writeSite(
  { site, steps }: PlannedSite,
  writing: Writing,
  guarded = false,
  mustLeave = false,
): Replacement {
  const { facts, edits, templates } = writing;
  const { text } = facts;
  const telling: Telling = {
    ...writing,
    unit: indentUnit(text),
    render: (span, indent, extra = []) => {
      const outer = edits.filter((edit) => !extra.some(({ start, end }) => edit.start >= start && edit.end <= end));
      const all = [...outer, ...extra].toSorted((a, b) => a.start - b.start || a.end - b.end);
      return renderText(text, span, all, templates, indent);
    },
    writeInner: (inner, isGuarded, leaves) => writeSite(inner, writing, isGuarded, leaves),
  };
  const outside = indentAt(text, site.span.start);
  const indent = site.form === 'statement' ? outside : outside + telling.unit;
  const { use } = site;
  const sink: Sink = use.type === 'bind' ? bindOf(site, use, telling, indent) : use;
  const where = { indent, guarded: guarded && use.type === 'return', mustLeave: site.mustLeave || mustLeave };
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const body = separated(tellSteps(steps, sink, where, telling))
    .join('\n')
    .replaceAll(/\r?\n/g, eol);
  const { start, end } = site.span;
  if (site.form !== 'statement') return { start, end, replacement: `{${eol}${body}${eol}${outside}}` };
  return { start, end, replacement: body.trimStart() };
}

/** What the chain's own code may look at while it runs gets its value only behind it. */
function bindOf({ chain }: Site, use: Extract<Site['use'], { type: 'bind' }>, telling: Telling, indent: string): Bind {
  const name = bareName(use.target, telling);
  const text = telling.facts.text.slice(chain.node.start, chain.node.end);
  const isSeen = name !== null && new Set<string>(text.match(/[\p{ID_Continue}$]+/gu)).has(name);
  const isShared = use.keyword === null && chain.links.some(({ method }) => method === 'finally');
  return {
    type: 'bind',
    keyword: use.keyword,
    target: telling.render(use.target, indent),
    name: isSeen || isShared ? null : name,
  };
}

/** A line that could be read as going on with the one before gets a semicolon in front. */
function separated(lines: readonly string[]): string[] {
  return lines.map((line, index) => {
    const isOpen = index > 0 && !/[;{}]$/.test(lines[index - 1] ?? '');
    const isRisky = /^\s*[([`/+-]/.test(line) && !/^\s*\/[/*]/.test(line);
    return isOpen && isRisky ? line.replace(/^\s*/, (blank) => `${blank};`) : line;
  });
}
