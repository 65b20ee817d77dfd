import type { Target } from '@iama/contracts/workspace/target';
import { confidenceOf } from './confidence-of.ts';
import type { ContextIndex } from './context-index.ts';
import { fitBudget } from './fit-budget.ts';
import { indexSymbols } from '../edit/symbol/index-symbols.ts';
import { isTest } from './is-test.ts';
import { lineAt } from './line-at.ts';
import { outlineOf, withoutBodies } from './outline.ts';
import type { ContextOutcome, Omission, WantedSlice } from './slice.ts';
import { tokenCount } from './token-count.ts';
import { wantDependencies } from './want-dependencies.ts';
import { wantUsers } from './want-users.ts';

export interface ContextRequest {
  readonly index: ContextIndex;
  readonly target: Target;
  /** The files of the target, sorted. */
  readonly files: readonly string[];
  /** Tokens. */
  readonly budget: number;
}

/**
 * What a model is shown of a workspace to change the target: the target whole, the declarations and types it stands on, who
 * uses it, and the tests that reach it, within a budget, each piece with its reason.
 */
export function buildContext({ index, target, files, budget }: ContextRequest): ContextOutcome {
  const wanted: WantedSlice[] = [];
  const omitted: Omission[] = [];
  const read = files.filter((path) => index.textOf(path) !== null);
  for (const path of files) {
    if (!read.includes(path)) omitted.push({ path, symbol: null, reason: index.whyUnread(path) });
  }
  const names = new Set<string>();
  let parsed = 0;
  let asked = 0;
  let found = 0;
  for (const path of read) {
    const text = index.textOf(path) ?? '';
    const outline = outlineOf(path, text);
    if (outline) parsed += 1;
    const pieces = targetSlices(path, text, target);
    wanted.push(...pieces);
    const own = pieces[0]?.symbol ?? null;
    for (const { name } of outline?.declarations ?? []) if (own === null || own.split('.')[0] === name) names.add(name);
    const needs = wantDependencies(index, path, pieces[0]?.whole ?? '');
    asked += needs.asked;
    found += needs.found;
    wanted.push(...needs.slices.filter((slice) => !files.includes(slice.path)));
    omitted.push(...needs.omitted);
  }
  const users = wantUsers(index, read, names);
  wanted.push(...users.slices);
  omitted.push(...users.omitted);
  const all = unique(wanted);
  const fitted = fitBudget(all, budget);
  if (fitted === null) {
    const tokens = all.filter(({ role }) => role === 'target').reduce((sum, each) => sum + tokenCount(each.whole), 0);
    return { ok: false, code: 'CONTEXT_SIZE_EXCEEDED', tokens, budget };
  }
  const confidence = confidenceOf({
    parse_rate: files.length === 0 ? 0 : parsed / files.length,
    symbol_rate: asked === 0 ? (parsed > 0 ? 1 : 0) : found / asked,
    snippet_completeness: all.length === 0 ? 0 : fitted.slices.length / all.length,
  });
  const { slices, tokens } = fitted;
  return {
    ok: true,
    context: { target, slices, omitted: [...omitted, ...fitted.omitted], tokens, budget, confidence },
  };
}

/** A file whole; or a symbol whole, and the rest of its file beside it. */
function targetSlices(path: string, text: string, target: Target): readonly WantedSlice[] {
  const base = { path, distance: 0, line: 1, signature: null };
  if (target.kind !== 'symbol') {
    const reason = target.kind === 'file' ? 'It is the target.' : 'It is in the target folder.';
    return [
      {
        ...base,
        symbol: null,
        role: isTest(path) && target.kind === 'folder' ? 'test' : 'target',
        whole: text,
        reason,
      },
    ];
  }
  const symbols = indexSymbols(path, text);
  const parts = symbols.ok ? symbols.symbols.filter(({ name }) => name === target.symbol) : [];
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return [{ ...base, symbol: null, role: 'target', whole: text, reason: 'It holds the target.' }];
  const span = { start: first.leading_start, end: last.end };
  const outline = outlineOf(path, text);
  const bodies = (outline?.bodies ?? []).filter((body) => body.end <= span.start || body.start >= span.end);
  const rest = `${text.slice(0, span.start)}…${text.slice(span.end)}`;
  const before = withoutBodies(path, text, { start: 0, end: span.start }, bodies) ?? text.slice(0, span.start);
  const after = withoutBodies(path, text, { start: span.end, end: text.length }, bodies) ?? text.slice(span.end);
  return [
    {
      ...base,
      symbol: target.symbol,
      role: 'target',
      line: lineAt(text, span.start),
      whole: text.slice(span.start, span.end),
      reason: 'It is the target.',
    },
    {
      ...base,
      symbol: null,
      role: 'dependency',
      whole: rest,
      signature: `${before}…${after}`,
      reason: 'The rest of the file that holds the target.',
    },
  ];
}

/** The same piece may be wanted for several reasons: the first, of most worth, stays. */
function unique(wanted: readonly WantedSlice[]): readonly WantedSlice[] {
  const seen = new Set<string>();
  return wanted.filter(({ path, symbol, role }) => {
    const key = `${path}\0${symbol}${role === 'target' || symbol !== null ? '' : role}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
