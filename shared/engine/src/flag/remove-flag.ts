import type { FlagRequest } from '@iama/contracts/flag/request';
import type { FlagOccurrence, FlagSkippedFile } from '@iama/contracts/flag/report';
import type { FileChange } from '../patch/file-change.ts';
import { removeMarked } from '../rewrite/remove-marked.ts';
import type { Mark } from '../rewrite/program.ts';
import type { Deed, SeedOutcome } from '../rewrite/result.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import type { Site } from './find/site.ts';
import { removeFromConfig } from './config/remove-from-config.ts';
import { whyFixed } from './program/why-fixed.ts';
import { foundOccurrence, inOrder, siteId } from './report/occurrences.ts';
import { configOccurrences, textOccurrences } from './report/text-occurrences.ts';
import type { FlagInput } from './program/flag-input.ts';
import type { TracedFlag } from './trace-flag.ts';

export interface RemovedFlag {
  readonly occurrences: readonly FlagOccurrence[];
  readonly skipped: readonly FlagSkippedFile[];
  readonly warnings: readonly string[];
  readonly changes: readonly FileChange[];
  readonly deeds: readonly Deed[];
}

/** Take a traced flag out of the program: what its surviving value decides, and all that was there for it only. */
export function removeFlag(input: FlagInput, request: FlagRequest, traced: TracedFlag): RemovedFlag {
  const { files, links } = traced.query;
  const result = removeMarked({ files, links, marks: marksOf(traced.sites), mode: request.mode });
  const code = traced.sites.map((site) => outcomeOf(site, result.seeds.get(siteId(site))));
  const fixed = whyFixed(input.scope, request);
  const texts = textOccurrences(traced, request.key).map(left);
  const config = configOccurrences(input, request.key, fixed);
  const removal = removeFromConfig(input.texts, config);
  return {
    occurrences: inOrder([...code, ...texts, ...removal.occurrences]),
    skipped: traced.skipped,
    warnings: [...new Set(result.left.map(({ path, line, message }) => `${path}:${line}: ${message}`))],
    changes: [...result.changes.filter(({ path }) => fixed(path) === null), ...removal.changes],
    deeds: result.deeds,
  };
}

/** A node that two sites mark is decided once: the first one found speaks for it. */
function marksOf(sites: readonly Site[]): ReadonlyMap<SyntaxNode, Mark> {
  const marks = new Map<SyntaxNode, Mark>();
  for (const site of sites) {
    const seed = siteId(site);
    for (const [node, mark] of site.marks) if (!marks.has(node)) marks.set(node, { ...mark, seed });
  }
  return marks;
}

function outcomeOf(site: Site, became: SeedOutcome | undefined): FlagOccurrence {
  const occurrence = foundOccurrence(site);
  if (site.left !== null) return { ...occurrence, outcome: 'left' };
  if (became?.became === 'left') return { ...occurrence, outcome: 'left', reason: became.reason };
  return { ...occurrence, outcome: 'removed', reason: null };
}

function left(occurrence: FlagOccurrence): FlagOccurrence {
  return { ...occurrence, outcome: 'left' };
}
