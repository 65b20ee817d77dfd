import type { PatchFile } from '@iama/contracts/patch/patch';
import type { Breach } from '@iama/contracts/test-run/breach';
import { checkCode } from '@iama/engine/lock/seal/check-code';
import { checkFiles } from '@iama/engine/lock/seal/check-files';
import { checkLines } from '@iama/engine/lock/seal/check-line';
import type { Seal } from '@iama/engine/lock/seal/seal';
import { sealedRoleOf } from '@iama/engine/lock/seal/seal';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { PatchedFile } from '../../apply/plan-patch.ts';
import { decodeText } from '../../workspace/decode-text.ts';
import { sha256 } from '../../workspace/sha256.ts';

export interface PatchedFacts {
  readonly seal: Seal;
  /** The workspace without the patch. What is sealed of it is as it was sealed. */
  readonly before: SourceTree;
  readonly planned: readonly PatchedFile[];
  readonly renames: readonly Pick<PatchFile, 'path' | 'new_path'>[];
  /** Of the suites with the patch, by id. */
  readonly lines: ReadonlyMap<string, string>;
  /** Files that the person agreed to have edited. */
  readonly agreed: ReadonlySet<string>;
}

/** More of them say no more. */
const MOST = 200;
const LONGEST_DETAIL = 2000;

/** What a patch does to the tests, and to code for the sake of tests, instead of what was agreed. Pure. */
export function checkPatched(facts: PatchedFacts): Breach[] {
  const { seal, before, planned, lines, agreed } = facts;
  const renames = facts.renames.flatMap(({ path, new_path }) => (new_path === null ? [] : [[path, new_path] as const]));
  const renamed = new Map(renames.map(([path, new_path]) => [new_path, path]));
  const hashes = new Map(seal.files.map(({ path, sha256: hash }) => [path, hash]));
  const texts = new Map<string, string>();
  const put = (path: string, bytes: Uint8Array | null): void => {
    if (bytes === null) {
      hashes.delete(path);
      return;
    }
    hashes.set(path, sha256(bytes));
    texts.set(path, textOf(bytes));
  };
  const gone = planned.filter(({ after_bytes }) => after_bytes === null);
  for (const { path } of gone) put(path, null);
  // A file that was renamed is the same one: it is judged by what it holds.
  for (const { path, after_bytes } of planned) if (after_bytes !== null) put(renamed.get(path) ?? path, after_bytes);
  const code = planned
    .filter(({ path }) => sealedRoleOf(path) === null)
    .map(({ path, before_bytes, after_bytes }) => ({ path, before: textOf(before_bytes), after: textOf(after_bytes) }));
  return [
    ...checkFiles(seal, before.files, { hashes, texts }, agreed),
    ...checkLines(seal, lines, new Map(renames)),
    ...checkCode(code),
  ]
    .slice(0, MOST)
    .map((breach) => ({ ...breach, detail: breach.detail.slice(0, LONGEST_DETAIL) }));
}

function textOf(bytes: Uint8Array | null): string {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.ok ? decoded.text : '';
}
