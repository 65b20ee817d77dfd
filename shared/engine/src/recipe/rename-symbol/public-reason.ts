import type { Workspace } from '../unused-code/workspace.ts';

/**
 * Why code outside the repository may import what a file exports under its own names; null when nobody can. A file that is
 * only passed on by name is not public itself: whoever passes it on can keep the old name.
 */
export function publicReason(workspace: Workspace, path: string, seen = new Set<string>()): string | null {
  if (seen.has(path)) return null;
  seen.add(path);
  const { graph, entries } = workspace;
  const owner = graph.resolver.packages.owning(path);
  if (owner && !owner.isPrivate) {
    if (entries.isPublic(path)) return 'people who install the package import it';
    if (owner.name !== null && !owner.hasExports)
      return 'people who install the package can import the file by its path';
  }
  const reach = graph.dynamicReach(path);
  if (reach) return `${reach.from} loads files by computed paths`;
  for (const { from, kind } of graph.importers(path)) {
    const reason = kind === 'star' ? publicReason(workspace, from, seen) : null;
    if (reason !== null) return reason;
  }
  return null;
}
