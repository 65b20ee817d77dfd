import type { Breach, BreachName } from '@iama/contracts/test-run/breach';

const PATTERNS: readonly (readonly [RegExp, BreachName, string])[] = [
  [
    /process\.env\.(NODE_ENV|JEST_WORKER_ID|VITEST\w*|MOCHA\w*|TEST\w*|CI|IAMA_(RESULTS_DIR|RUN|NODE_OPTIONS|PYTHON)|npm_lifecycle_event)\b|process\.env\[['"](NODE_ENV|JEST_WORKER_ID|VITEST|CI|IAMA_RESULTS_DIR|IAMA_RUN)['"]\]|os\.(environ(\.get\(|\[)|getenv\()['"](PYTEST\w*|CI|IAMA_RESULTS_DIR|IAMA_RUN)|['"](pytest|unittest|_pytest)['"]\s+in\s+sys\.(modules|argv)|sys\.modules(\.get\(|\[)['"](pytest|unittest)|typeof\s+(jest|describe|vi)\b/g,
    'CODE_DETECTS_TESTS',
    'The code asks whether it is being tested.',
  ],
  [
    /(^|[^\w.])(assert|expect|chai|should)(\.\w+)*\s*=\s*(?!=)|require\(['"](node:)?assert(\/strict)?['"]\)\.\w+\s*=|expect\.extend\(|(builtins|__builtins__)\.\w+\s*=(?!=)|AssertionError\s*=(?!=)|TestCase\.assert\w+\s*=(?!=)|pytest\.\w+\s*=(?!=)|def __eq__\([^)]*\)[^:\n]*:\s*return True\b/gm,
    'CODE_PATCHES_ASSERTIONS',
    'The code replaces what tests assert with.',
  ],
  [
    /process\.exitCode\s*=\s*0\b|process\.exit\(\s*0?\s*\)|process\.reallyExit|os\._exit\(|os\.abort\(|sys\.exit\(\s*(0|None|False)?\s*\)|raise SystemExit(\(\s*0?\s*\))?\s*$|pytest\.exit\(|atexit\.register\(|process\.on\(['"](exit|uncaughtException|unhandledRejection)['"]/gm,
    'CODE_ENDS_THE_RUN',
    'The code ends the process, or decides how it ends.',
  ],
];
/** `const assert = require('assert')` brings a name in; it replaces nothing. */
const BRINGS_IN = /(const|let|var|import)\s+[\w{}\s,*]*$/;

/** One file of a patch. `before` is empty for a new file, `after` for a deleted one. */
export interface CodeChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What a patch adds to ordinary code that only makes sense against tests. What was there before is left alone, also when it
 * moves to another file. Pure.
 */
export function checkCode(changes: readonly CodeChange[]): readonly Breach[] {
  return PATTERNS.flatMap(([pattern, name, detail]) => {
    const grown = changes.map(({ path, before, after }) => ({
      path,
      by: occurrences(pattern, after) - occurrences(pattern, before),
    }));
    if (grown.reduce((sum, { by }) => sum + by, 0) <= 0) return [];
    return grown.filter(({ by }) => by > 0).map(({ path }) => ({ name, place: path, detail }));
  });
}

function occurrences(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].filter(({ index }) => {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index + 1);
    return !BRINGS_IN.test(line) && !/^\s*(\/\/|#|\*)/.test(line);
  }).length;
}
