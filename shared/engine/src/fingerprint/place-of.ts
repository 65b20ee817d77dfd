import type { TestFailure } from '@iama/contracts/test-run/test-run';

/**
 * The top place of a failure inside the workspace, told so that edits elsewhere in the file do not move it: file and
 * function. In the test's own file, which no edit may touch, the line is part of it: two assertions are two places.
 */
export function placeOf({ frame, detail }: Pick<TestFailure, 'frame' | 'detail'>, test_file: string | null): string {
  if (frame === null) return '';
  const [, file = frame, line = ''] = /^(.*?):(\d+)(?::\d+)?$/.exec(frame) ?? [];
  const own = file === test_file ? ` at ${line}` : '';
  return `${file}${own} in ${functionAt(file, line, detail)}`;
}

/** The function that the stack names for a place: `at total (src/a.js:3:5)`, `File "a.py", line 3, in total`. */
function functionAt(file: string, line: string, detail: string): string {
  for (const each of detail.split('\n')) {
    if (!each.includes(file)) continue;
    const script = /^\s*at (?:async )?(?:new )?([^\s(][^(]*?) \(/.exec(each)?.[1];
    if (script !== undefined && each.includes(`:${line}`)) return script;
    const python = /, line (\d+), in (\S+)/.exec(each);
    if (python?.[1] === line && python[2] !== undefined) return python[2];
  }
  return '';
}
