import type { EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { Target } from '@iama/contracts/workspace/target';
import { isTest } from '@iama/engine/context/is-test';
import { applyEditSet } from '@iama/engine/edit/apply-edit-set';
import type { EditSetOutcome } from '@iama/engine/edit/apply-edit-set';
import { checkScope } from '../../domain/plan/check-scope.ts';
import { strangePlaceholders } from './strange-placeholders.ts';
import { returnedChanges } from '../../domain/review/returned-changes.ts';
import type { RejectedChange } from '../../domain/review/returned-changes.ts';
import { returnedWords } from '../../domain/review/returned-words.ts';

export interface DraftFacts {
  readonly bundle: ContextBundle;
  readonly target: Target;
  readonly allowed_files: readonly string[];
  /** What the person has sent back. */
  readonly rejected: readonly RejectedChange[];
}

export type DraftJudgement =
  | { readonly ok: true; readonly edits: PatchEditSet }
  /** `codes` say what kinds of problem there are and where, in a form that is the same for the same mistake. */
  | { readonly ok: false; readonly problems: readonly string[]; readonly codes: readonly string[] };

/**
 * Whether edits of a model can be made, tried on the text that it was shown. Placed, parsed, within the specification and the
 * target, tests untouched, no secret made up, nothing that was rejected: or all that is wrong, in words for whoever corrects it.
 */
export function judgeDraft(edits: PatchEditSet, facts: DraftFacts): DraftJudgement {
  const { bundle, allowed_files } = facts;
  const by_symbol = tooUnsure(edits, bundle);
  if (by_symbol.length > 0)
    return no(
      by_symbol.map(unsureWords),
      by_symbol.map((path) => `BY_SYMBOL ${path}`),
    );
  const strange = strangePlaceholders(JSON.stringify(edits.edits), bundle);
  const outcome = applyEditSet(shownTree(bundle), { ...edits, base_sha256: {} });
  if (!outcome.ok) {
    const refused = outcome.refusals.map(wordsOf);
    return no(
      [...refused, ...strange],
      [...outcome.refusals.map(({ code, path }) => `${code} ${path}`), ...codes(strange)],
    );
  }
  const scope = checkScope(outcome.patch, allowed_files);
  const tests = outcome.patch.files.filter(({ path, new_path }) => isTest(path) || isTest(new_path ?? path));
  const beyond = outsideTarget(outcome, facts);
  const bases = new Map(bundle.files.map(({ path, sha256 }) => [path, sha256]));
  const back = returnedChanges(outcome.patch, facts.rejected, ({ path }) => bases.get(path) ?? null);
  const empty = outcome.patch.files.length === 0;
  const problems = [
    ...strange,
    ...(scope.inside ? [] : [scope.detail]),
    ...tests.map(({ path }) => `${path} is a test, and tests are sealed: leave it as it is.`),
    ...beyond.map((symbol) => `${symbol} is not the target: leave it as it is.`),
    ...back.map(returnedWords),
    ...(empty ? ['These edits change nothing.'] : []),
  ];
  if (problems.length === 0) return { ok: true, edits: { ...edits, base_sha256: basesOf(edits, bundle) } };
  return no(problems, [
    ...codes(strange),
    ...(scope.inside ? [] : scope.paths.map((path) => `OUT_OF_SCOPE ${path}`)),
    ...tests.map(({ path }) => `SEALED ${path}`),
    ...beyond.map((symbol) => `NOT_TARGET ${symbol}`),
    ...back.map(({ path }) => `REJECTED_AGAIN ${path}`),
    ...(empty ? ['EMPTY'] : []),
  ]);
}

function no(problems: readonly string[], all: readonly string[]): DraftJudgement {
  return { ok: false, problems, codes: [...new Set(all)].toSorted() };
}

function codes(strange: readonly string[]): string[] {
  return strange.length === 0 ? [] : ['PLACEHOLDER_UNKNOWN'];
}

function wordsOf(refusal: EditRefusal): string {
  const near =
    refusal.code === 'SEARCH_NOT_FOUND' && refusal.nearest
      ? ` Most like it are lines ${refusal.nearest.start_line} to ${refusal.nearest.end_line}:\n${refusal.nearest.text}`
      : '';
  const which =
    refusal.edit === null
      ? ''
      : `Edit ${refusal.edit + 1}${refusal.block === null ? '' : `, block ${refusal.block + 1}`}, `;
  return `${which}${refusal.path}: ${refusal.message}${near}`;
}

/** Where code says next to nothing of itself, only its text is sure. */
function tooUnsure({ edits }: PatchEditSet, { confidence }: ContextBundle): string[] {
  if (confidence.mode !== 'EXACT_SEARCH_REPLACE') return [];
  return [...new Set(edits.flatMap(({ op, path }) => (op === 'AST_SYMBOLIC' ? [path] : [])))];
}

function unsureWords(path: string): string {
  return `${path} cannot be read well enough for edits by symbol: use EXACT_SEARCH_REPLACE.`;
}

/** Files as the model saw them. Those of which it saw a part only can be named, and not edited. */
function shownTree({ slices, files }: ContextBundle) {
  const whole = slices.filter(({ symbol, form }) => symbol === null && form === 'whole');
  return {
    files: new Map(whole.map(({ path, text }) => [path, text])),
    paths: new Set([...slices.map(({ path }) => path), ...files.map(({ path }) => path)]),
  };
}

/** On the machine with the source, an edit is made from these bytes or refused. */
function basesOf({ edits }: PatchEditSet, { files }: ContextBundle): Record<string, string> {
  const named = new Set(edits.map(({ path }) => path));
  return Object.fromEntries(files.flatMap(({ path, sha256 }) => (named.has(path) ? [[path, sha256]] : [])));
}

/** With one symbol for a target, the others of its file stay; new ones may come to be. */
function outsideTarget(outcome: EditSetOutcome & { ok: true }, { bundle, target }: DraftFacts): string[] {
  if (target.kind !== 'symbol') return [];
  const before = new Set(bundle.files.find(({ path }) => path === target.path)?.symbols);
  const inside = (symbol: string): boolean => symbol === target.symbol || symbol.startsWith(`${target.symbol}.`);
  const around = (symbol: string): boolean => target.symbol.startsWith(`${symbol}.`);
  return outcome.changed_symbols
    .filter(({ path, symbol }) => path === target.path && before.has(symbol) && !inside(symbol) && !around(symbol))
    .map(({ symbol }) => symbol);
}
