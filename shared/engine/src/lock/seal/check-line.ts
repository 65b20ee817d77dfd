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

/** Suites whose line is not the one that was sealed. `lines` are those of now, by suite. Pure. */
export function checkLines(seal: Seal, lines: ReadonlyMap<string, string>): readonly Breach[] {
  return seal.suites.flatMap(({ suite_id, line }): readonly Breach[] => {
    const now = lines.get(suite_id);
    if (now === line) return [];
    if (now === undefined)
      return [{ name: 'SUITE_MISSING', place: suite_id, detail: 'The repository no longer has it.' }];
    const named = TELLING.filter(([pattern]) => pattern.test(now) && !pattern.test(line));
    if (named.length > 0)
      return named.map(([, name, detail]) => ({ name, place: suite_id, detail: `${detail} ${now}` }));
    return [{ name: 'RUNNER_FLAGS_CHANGED', place: suite_id, detail: `It was: ${line}. It is: ${now}` }];
  });
}
