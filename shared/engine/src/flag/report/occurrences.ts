import type { FlagOccurrence } from '@iama/contracts/flag/report';
import type { Site } from '../find/site.ts';
import type { Span } from '../../syntax/node.ts';

const LONGEST = 160;

/** Where a span stands, for people: line and column from 1, and the code's first line. */
export function placeOf(text: string, { start, end }: Span) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(0, start).split('\n').length;
  const first = text.slice(start, end).split('\n')[0]!.trim();
  const whole = text.slice(lineStart, text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start)).trim();
  // A key alone says little; its line says what it is for.
  const shown = first.length < 24 ? whole : first;
  return {
    line,
    column: start - lineStart + 1,
    snippet: shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1)}…` : shown,
  };
}

/** The id of a site, by which the rewrite names it too. */
export function siteId({ file, node, kind }: Site): string {
  return `${file.path}:${node.start}:${kind}`;
}

/** A site as it is reported before anything is removed. */
export function foundOccurrence(site: Site): FlagOccurrence {
  return {
    id: siteId(site),
    path: site.file.path,
    ...placeOf(site.file.text, site.node),
    kind: site.kind,
    api: site.api,
    outcome: 'found',
    reason: site.left,
  };
}

export function inOrder(occurrences: readonly FlagOccurrence[]): FlagOccurrence[] {
  return occurrences.toSorted(
    (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
