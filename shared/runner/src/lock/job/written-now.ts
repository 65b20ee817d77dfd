import { idOfModelTests } from '@iama/contracts/test-run/written-tests';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { idOfWritten } from './lock-record.ts';
import type { WrittenTest } from './lock-record.ts';
import { textFor } from './text-for.ts';

/**
 * A written test as it loads its file now, by the line that its suite is run by now: a line that says more than another name of a file
 * is a breach, and does not pass. `lines` by the ids of the repository's suites. Pure.
 */
export function writtenNow(tree: SourceTree, lines: ReadonlyMap<string, string>): (test: WrittenTest) => WrittenTest {
  const written = new Map(
    [...lines].flatMap(([id, line]): [string, string][] => [
      [idOfWritten(id), line],
      [idOfModelTests(id), line],
    ]),
  );
  return (test) => ({ ...test, text: textFor(test, tree), line: written.get(test.suite.id) ?? test.line });
}
