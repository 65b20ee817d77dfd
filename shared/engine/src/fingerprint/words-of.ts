import type { TestFailure } from '@iama/contracts/test-run/test-run';

const MAX_LINES = 40;
const MAX_LENGTH = 2000;
const STACK = /^\s*(?:at\s+\S|File ".*", line \d+|goroutine \d+ \[|--- FAIL|Caused by:|\[cause\]:)/;

/**
 * What a failure says of itself, without the stack and without source code that the framework quotes. Frameworks put the
 * values that tell two failures apart below the first line.
 */
export function wordsOf({ message, detail }: Pick<TestFailure, 'message' | 'detail'>): string {
  const lines = detail.split(/\r?\n/);
  // pytest quotes the source and marks its own words with `E`.
  const marked = lines.filter((line) => /^E(?:\s{3}|$)/.test(line));
  const told = marked.length > 0 ? marked : beforeStack(lines);
  const text = told.slice(0, MAX_LINES).join('\n').trim();
  return (text === '' ? message : text).slice(0, MAX_LENGTH);
}

function beforeStack(lines: readonly string[]): readonly string[] {
  const stack = lines.findIndex((line) => STACK.test(line));
  const said = stack === -1 ? lines : lines.slice(0, stack);
  return said.filter((line) => !/^(?:=== |\s*--- )/.test(line)).map((line) => line.trimEnd());
}
