import type { Breach, BreachName } from './breach.ts';

const PATTERNS: readonly (readonly [RegExp, BreachName, string])[] = [
  [
    /process\.env\.(NODE_ENV|JEST_WORKER_ID|VITEST\w*|MOCHA\w*|TEST\w*|CI|IAMA_\w+|npm_lifecycle_event)\b|process\.env\[['"](NODE_ENV|JEST_WORKER_ID|VITEST|CI|IAMA_\w+)['"]\]|os\.environ(\.get\(|\[)['"](PYTEST\w*|CI|IAMA_\w+)|['"]pytest['"]\s+in\s+sys\.modules|typeof\s+(jest|describe|vi)\b/g,
    'CODE_DETECTS_TESTS',
    'The code asks whether it is being tested.',
  ],
  [
    /(^|[^\w.])(assert|expect|chai|should)(\.\w+)*\s*=\s*(?!=)|require\(['"](node:)?assert(\/strict)?['"]\)\.\w+\s*=|expect\.extend\(|(builtins|__builtins__)\.\w+\s*=|AssertionError\s*=/gm,
    'CODE_PATCHES_ASSERTIONS',
    'The code replaces what tests assert with.',
  ],
  [
    /process\.exitCode\s*=\s*0\b|process\.exit\(\s*0?\s*\)|process\.reallyExit|os\._exit\(|sys\.exit\(\s*0?\s*\)|process\.on\(['"](exit|uncaughtException|unhandledRejection)['"]/g,
    'CODE_ENDS_THE_RUN',
    'The code ends the process, or decides how it ends.',
  ],
];
/** `const assert = require('assert')` brings a name in; it replaces nothing. */
const BRINGS_IN = /(const|let|var|import)\s+[\w{}\s,*]*$/;

/**
 * What a change to ordinary code adds that only makes sense against tests. What was there before is left alone. Pure.
 */
export function checkCode(path: string, before: string, after: string): readonly Breach[] {
  return PATTERNS.filter(([pattern]) => occurrences(pattern, after) > occurrences(pattern, before)).map(
    ([, name, detail]) => ({ name, place: path, detail }),
  );
}

function occurrences(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].filter(({ index }) => {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index + 1);
    return !BRINGS_IN.test(line) && !/^\s*(\/\/|#|\*)/.test(line);
  }).length;
}
