import type { Finding } from '@iama/contracts/recipe';
import type { Hunk, PatchFile } from '@iama/contracts/patch/patch';

/** Beyond this a group's hunks form a ring: each names the next, so the closure is the same and the patch stays small. */
const FULL_LIST = 24;

interface Place {
  readonly hunk: Hunk;
  readonly path: string;
}

/**
 * Fill in what must be accepted together: hunks that carry findings of one group (an import and its use, a definition
 * and its re-export), or parts of one finding.
 */
export function linkHunks(files: readonly PatchFile[], findings: readonly Finding[]): PatchFile[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const members = new Map<string, Place[]>();
  for (const { path, hunks } of files) {
    for (const hunk of hunks) {
      for (const group of groupsOf(hunk, byId)) members.set(group, [...(members.get(group) ?? []), { hunk, path }]);
    }
  }
  return files.map((file) => ({ ...file, hunks: file.hunks.map((hunk) => link(hunk, members, byId)) }));
}

function groupsOf(hunk: Hunk, byId: ReadonlyMap<string, Finding>): ReadonlySet<string> {
  return new Set(hunk.finding_ids.map((id) => byId.get(id)?.group ?? id));
}

function link(hunk: Hunk, members: ReadonlyMap<string, readonly Place[]>, byId: ReadonlyMap<string, Finding>): Hunk {
  const needed = new Map<string, string>();
  for (const group of groupsOf(hunk, byId)) {
    const places = members.get(group) ?? [];
    const at = places.findIndex((place) => place.hunk === hunk);
    const ring = [...places.slice(at + 1), ...places.slice(0, at)];
    const others = places.length > FULL_LIST ? ring.slice(0, 1) : places.filter((place) => place.hunk !== hunk);
    for (const other of others) if (!needed.has(other.hunk.id)) needed.set(other.hunk.id, reason(other, group, byId));
  }
  if (needed.size === 0) return hunk;
  const reasons = [...new Set([...(hunk.because === null ? [] : [hunk.because]), ...needed.values()])];
  const shown = reasons.slice(0, 3).join(' ');
  return {
    ...hunk,
    depends_on: [...new Set([...hunk.depends_on, ...needed.keys()])],
    because: reasons.length > 3 ? `${shown} And ${reasons.length - 3} more.` : shown,
  };
}

function reason(other: Place, group: string, byId: ReadonlyMap<string, Finding>): string {
  const id = other.hunk.finding_ids.find((each) => (byId.get(each)?.group ?? each) === group);
  const finding = id === undefined ? undefined : byId.get(id);
  return finding ? `Needed with ${other.path}: ${finding.message}` : `Part of the same change as in ${other.path}.`;
}
