import { parseSync } from 'oxc-parser';
import type { OxcError, Program } from 'oxc-parser';
import { lineAndColumn } from '../syntax/cst/line-and-column.ts';

/** What the file name says about the language, in the parser's terms; null for anything but JavaScript and TypeScript. */
export function languageOf(path: string): 'js' | 'jsx' | 'ts' | 'tsx' | 'dts' | null {
  if (/\.d\.[cm]?ts$/.test(path)) return 'dts';
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  if (path.endsWith('.tsx')) return 'tsx';
  if (path.endsWith('.jsx')) return 'jsx';
  // Plain `.js` is read as JSX too: many repositories keep components there, and JSX is a superset for our purposes.
  if (/\.[cm]?js$/.test(path)) return 'jsx';
  return null;
}

export interface ParsedModule {
  readonly path: string;
  readonly text: string;
  /** TS-ESTree shaped, with `start`, `end` and `range` in UTF-16 code units. */
  readonly program: Program;
  readonly sourceType: 'module' | 'script' | 'commonjs';
  readonly comments: readonly { type: 'Line' | 'Block'; value: string; start: number; end: number }[];
}

export type ParseOutcome = { ok: true; module: ParsedModule } | { ok: false; message: string };

/**
 * Parse one file. Never throws: a file with a syntax error comes back as `ok: false` with the parser's first message
 * and its line and column.
 * A `.js` or `.ts` file is a module if it looks like one, otherwise a script, otherwise CommonJS (`return` at top level).
 * `parens` says whether parentheses are nodes of the tree (`ParenthesizedExpression`).
 */
export function parseModule(path: string, text: string, parens: 'dropped' | 'kept' = 'dropped'): ParseOutcome {
  const lang = languageOf(path);
  if (lang === null) return { ok: false, message: 'not a JavaScript or TypeScript file' };
  let message = '';
  for (const sourceType of sourceTypesOf(path)) {
    const preserveParens = parens === 'kept';
    const result = parseSync(path, text, { lang, sourceType, range: true, astType: 'ts', preserveParens });
    const error = result.errors.find((each) => each.severity === 'Error');
    if (!error) {
      const program = result.program;
      const shape = sourceType === 'commonjs' ? 'commonjs' : program.sourceType;
      return { ok: true, module: { path, text, program, sourceType: shape, comments: result.comments } };
    }
    message ||= placed(error, text);
  }
  return { ok: false, message };
}

/** What the parser says, with the place as people count it. */
function placed(error: OxcError, text: string): string {
  const at = error.labels[0]?.start;
  return at === undefined ? error.message : `${error.message.replace(/\.$/, '')} (${lineAndColumn(text, at)})`;
}

function sourceTypesOf(path: string): readonly ('module' | 'commonjs' | 'unambiguous')[] {
  if (/\.m[jt]s$/.test(path)) return ['module'];
  if (/\.c[jt]s$/.test(path)) return ['commonjs'];
  return ['unambiguous', 'commonjs'];
}
