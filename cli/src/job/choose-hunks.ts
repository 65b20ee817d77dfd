import type { Patch } from '@iama/contracts/patch/patch';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { nearest } from '../terminal/nearest.ts';

/** The ids of the hunks that `--file` and `--hunk` name. A hunk may be named by the beginning of its id. */
export function chooseHunks(patch: Patch, files: readonly string[], hunks: readonly string[]): string[] {
  const all = patch.files.flatMap((file) => file.hunks.map((hunk) => hunk.id));
  const byFile = files.flatMap((name) => {
    const path = name.replace(/^\.\//, '');
    const file = patch.files.find((each) => each.path === path || each.new_path === path);
    if (file) return file.hunks.map((hunk) => hunk.id);
    const paths = patch.files.map((each) => each.path);
    const near = nearest(path, paths);
    const next = `The diff has: ${(near.length > 0 ? near : paths).slice(0, 8).join(', ')}.`;
    throw new CliError('UNKNOWN_FILE', `${name} is not in this diff.`, next, EXIT.usage);
  });
  const byId = hunks.map((name) => {
    const found = all.includes(name) ? [name] : all.filter((id) => id.startsWith(name));
    if (found.length === 1) return String(found[0]);
    const what = found.length === 0 ? 'There is no' : 'There is more than one';
    throw new CliError(
      'UNKNOWN_HUNK',
      `${what} hunk ${name} in this diff.`,
      'See them with: iama diff <id> --stat',
      EXIT.usage,
      { details: found },
    );
  });
  return [...new Set([...byFile, ...byId])];
}
