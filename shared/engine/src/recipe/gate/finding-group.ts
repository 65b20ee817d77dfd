import type { FileChange } from '../../patch/file-change.ts';
import type { RecipeResult } from '../recipe.ts';

/** Findings that stand or fall together, with the files that their edits are in. */
export interface FindingGroup {
  readonly ids: readonly string[];
  readonly paths: ReadonlySet<string>;
}

export function findingGroups({ findings, changes }: RecipeResult): FindingGroup[] {
  const paths = new Map<string, Set<string>>();
  for (const change of changes) {
    for (const id of findingIdsOf(change)) paths.set(id, (paths.get(id) ?? new Set()).add(change.path));
  }
  const groups = new Map<string, { ids: string[]; paths: Set<string> }>();
  for (const { id, group, path } of findings) {
    const found = groups.get(group ?? id) ?? { ids: [], paths: new Set<string>() };
    found.ids.push(id);
    for (const each of paths.get(id) ?? [path]) found.paths.add(each);
    groups.set(group ?? id, found);
  }
  return [...groups.values()];
}

function findingIdsOf(change: FileChange): string[] {
  const edits = change.change === 'modify' || change.change === 'rename' ? change.edits : [];
  return [...(change.change === 'modify' ? [] : [change.finding_id]), ...edits.map((edit) => edit.finding_id)];
}
