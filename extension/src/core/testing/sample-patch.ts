import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';

export function hunk(id: string, change: Partial<Hunk> = {}): Hunk {
  return {
    id,
    edits: [],
    old_start: 1,
    old_lines: 1,
    new_start: 1,
    new_lines: 1,
    lines: [`-old ${id}`, `+new ${id}`],
    finding_ids: [],
    depends_on: [],
    because: null,
    ...change,
  };
}

export function patchOf(...files: (Partial<PatchFile> & { path: string })[]): Patch {
  return {
    schema_version: 1,
    files: files.map((file) => ({
      change: 'modify',
      new_path: null,
      base_sha256: 'a'.repeat(64),
      result_sha256: 'b'.repeat(64),
      edits: [],
      hunks: [],
      ...file,
    })),
    lines_added: 0,
    lines_removed: 0,
  };
}
