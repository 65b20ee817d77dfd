import { applyEdits } from '../../patch/apply-edits.ts';
import type { TextEdit } from '@iama/contracts/patch/patch';
import type { RecipeResult, SourceTree } from '../recipe.ts';
import type { FindingGroup } from './finding-group.ts';
import type { Problem } from './problem.ts';

export interface Trial {
  readonly result: RecipeResult;
  readonly problems: readonly Problem[];
}

/** Beyond this many trials the rest of the suspects go together: a person does not wait for the last innocent. */
const MOST_TRIALS = 48;

/**
 * Which findings to leave out so that no problem is left, each with the problem that it brought. Edits on the very line of
 * a problem are blamed first; what remains is halved until single groups are left. `attempt` gives the outcome without
 * some findings.
 */
export async function findCulprits(
  groups: readonly FindingGroup[],
  problems: readonly Problem[],
  tree: SourceTree,
  attempt: (out: ReadonlySet<string>) => Promise<Trial>,
): Promise<Map<string, Problem>> {
  const culprits = new Map<string, Problem>();
  const blame = (group: FindingGroup, problem: Problem): void => {
    for (const id of group.ids) culprits.set(id, problem);
  };
  let trials = 0;
  const without = async (held: readonly FindingGroup[]): Promise<Trial> => {
    trials += 1;
    return await attempt(new Set([...culprits.keys(), ...held.flatMap(({ ids }) => ids)]));
  };

  let trial = await without([]);
  let left = problems.length > 0 ? trial.problems : [];
  for (let round = 0; round < 3 && left.length > 0; round++) {
    const before = culprits.size;
    for (const problem of left) {
      const group = onTheSpot(problem, trial.result, tree, groups);
      if (group) blame(group, problem);
    }
    if (culprits.size === before) break;
    trial = await without([]);
    left = trial.problems;
  }
  if (left.length === 0) return culprits;

  const open = groups.filter(({ ids }) => !ids.some((id) => culprits.has(id)));
  const bad = new Set(left.map(({ path }) => path));
  const near = open.filter(({ paths }) => [...paths].some((path) => bad.has(path)));
  // Problems mostly come from edits in their own file; if leaving these out is not enough, everybody is suspected.
  const enough = near.length > 0 && (await without(near)).problems.length === 0;
  const suspects = enough ? near : open;
  let pending: (readonly FindingGroup[])[] = [suspects];
  let held = [...suspects];
  for (let batch = pending.shift(); batch && batch.length > 0; batch = pending.shift()) {
    const tried = new Set(batch);
    const rest = held.filter((group) => !tried.has(group));
    const found = (await without(rest)).problems;
    if (found.length === 0) {
      held = rest;
    } else if (batch.length === 1 || trials >= MOST_TRIALS) {
      for (const group of batch) if (found[0]) blame(group, found[0]);
      held = rest;
    } else {
      const middle = Math.ceil(batch.length / 2);
      pending = [batch.slice(0, middle), batch.slice(middle), ...pending];
    }
  }
  return culprits;
}

/** The one group with an edit on the line of a problem; null when there is none or more than one. */
function onTheSpot(
  problem: Problem,
  { changes }: RecipeResult,
  tree: SourceTree,
  groups: readonly FindingGroup[],
): FindingGroup | null {
  const change = changes.find((each) => each.path === problem.path);
  if (problem.at === null || change?.change !== 'modify') return null;
  const text = applyEdits(tree.files.get(change.path) ?? '', change.edits);
  const start = text.lastIndexOf('\n', problem.at - 1) + 1;
  const newline = text.indexOf('\n', problem.at);
  const end = newline === -1 ? text.length : newline;
  const near = placedAfter(change.edits).filter((each) => each.start <= end && each.end >= start);
  const ids = new Set(near.map(({ id }) => id));
  const found = groups.filter((group) => group.ids.some((id) => ids.has(id)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Where edits stand in the text that they make. */
function placedAfter(edits: readonly TextEdit[]): { id: string; start: number; end: number }[] {
  let shift = 0;
  return edits.map(({ start, end, replacement, finding_id }) => {
    const placed = { id: finding_id, start: start + shift, end: start + shift + replacement.length };
    shift += replacement.length - (end - start);
    return placed;
  });
}
