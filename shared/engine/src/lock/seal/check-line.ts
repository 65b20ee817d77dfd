import type { Breach, BreachName } from '@iama/contracts/test-run/breach';
import type { Seal } from './seal.ts';

const TELLING: readonly (readonly [RegExp, BreachName, string])[] = [
  [
    /\|\|\s*(true|:|exit 0|echo\b)|;\s*(true|exit 0)\s*$|--exit-zero\b|\|\s*cat\b/,
    'EXIT_CODE_FORCED',
    'A failure would still end with exit code 0.',
  ],
  [
    /--passWithNoTests|--pass-with-no-tests|--allow-empty|--suppress-no-test-exit-code/,
    'NO_TESTS_ALLOWED',
    'A run without tests would pass.',
  ],
  [
    /\s(-u|--update|--updateSnapshot|--snapshot-update|--test-update-snapshots)(\s|=|$)/,
    'SNAPSHOTS_UPDATED',
    'Recorded results would be overwritten.',
  ],
  [
    /\s(-g|--grep|-f|--fgrep|-i|--invert|-t|--testNamePattern|--testPathPatterns?|--testPathIgnorePatterns|--test-name-pattern|--test-skip-pattern|--exclude|--ignore|-k|-m|--deselect|--shard|--changed|--onlyChanged|--bail|-x)(\s|=|$)/,
    'TESTS_FILTERED',
    'Only some of the tests would run.',
  ],
];

/**
 * Suites whose line is not the one that was sealed. `lines` are those of now, by suite; `renames` are old and new names of files, which
 * a line may say. Pure.
 */
export function checkLines(
  seal: Seal,
  lines: ReadonlyMap<string, string>,
  renames: ReadonlyMap<string, string> = new Map(),
): readonly Breach[] {
  return seal.suites.flatMap(({ suite_id, line }): readonly Breach[] => {
    const now = lines.get(suite_id);
    if (now === undefined)
      return [{ name: 'SUITE_MISSING', place: suite_id, detail: 'The repository no longer has it.' }];
    if (now === line || namesTheSame(line, now, [...renames])) return [];
    const named = TELLING.filter(([pattern]) => pattern.test(now) && !pattern.test(line));
    if (named.length > 0)
      return named.map(([, name, detail]) => ({ name, place: suite_id, detail: `${detail} ${now}` }));
    return [{ name: 'RUNNER_FLAGS_CHANGED', place: suite_id, detail: `It was: ${line}. It is: ${now}` }];
  });
}

/** Word by word the same line, but for files that have another name now. */
function namesTheSame(line: string, now: string, renames: readonly (readonly [string, string])[]): boolean {
  const [was, is] = [wordsOf(line), wordsOf(now)];
  return (
    was.length === is.length &&
    was.every((word, at) => word === is[at] || renames.some((each) => isRenamed(word, is[at] ?? '', each)))
  );
}

/** `./setup.js` of a suite in `packages/a` is `packages/a/setup.js`. */
function isRenamed(word: string, now: string, [old_path, new_path]: readonly [string, string]): boolean {
  const [from, to] = [word, now].map((each) => each.replace(/^\.\//, ''));
  if (!from || !to || !(old_path === from || old_path.endsWith(`/${from}`))) return false;
  return new_path === `${old_path.slice(0, -from.length)}${to}`;
}

function wordsOf(line: string): readonly string[] {
  return line.split(/([\s'"=]+)/);
}
