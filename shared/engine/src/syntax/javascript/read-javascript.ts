import { parseModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import type { ParsedModule } from '../../js/parse.ts';
import type { JsNode } from '../../js/walk.ts';
import { lineAndColumn } from '../cst/line-and-column.ts';
import { Unreadable } from '../cst/unreadable.ts';
import { linkParents } from '../link-parents.ts';
import type { Span } from '../node.ts';
import type { Reader } from '../reader.ts';
import type { Comment, ReadSource } from '../source-file.ts';
import { bindProgram } from './bind/bind-program.ts';
import type { Sharing } from './bind/bind-program.ts';
import { readReferences } from './bind/read-references.ts';
import { javascriptDialect, typescriptDialect } from './javascript-dialect.ts';
import { lowerProgram } from './lower/lower-program.ts';
import { stripParens } from './strip-parens.ts';

/**
 * Reads JavaScript, JSX, TypeScript and TSX. A file with a direct `eval` or a `with` is read with all its bindings open:
 * code that nobody sees may use any of them. A file without imports, exports and CommonJS is a script, whose top-level
 * names other scripts may use: they are open too.
 */
export const readJavascript: Reader = (path, text) => {
  const parsed = parseModule(path, text, 'kept');
  if (!parsed.ok) return { ok: false, message: parsed.message };
  try {
    return readModule(path, text, parsed.module);
  } catch (error) {
    if (error instanceof Unreadable) {
      return { ok: false, message: `${error.message} at ${lineAndColumn(text, error.offset)}.` };
    }
    if (error instanceof RangeError) return { ok: false, message: 'Nested too deeply to be read.' };
    throw error;
  }
};

function readModule(path: string, text: string, module: ParsedModule): ReadSource {
  const program = module.program as unknown as JsNode;
  const parens = stripParens(program);
  const comments = commentsOf(module, program);
  const scopes = analyzeScopes(module);
  const uses = readReferences(scopes, program);
  const { root, context } = lowerProgram(program, {
    text,
    comments,
    parens,
    isUse: (identifier) => uses.references.has(identifier),
    exported: uses.exported,
  });
  linkParents(root);
  const bindings = bindProgram(root, context, scopes, uses, sharingOf(module));
  const dialect = /\.[cm]?tsx?$/.test(path) ? typescriptDialect : javascriptDialect;
  return { ok: true, file: { path, text, dialect, root, bindings, comments, verbatim: outermost(context.verbatim) } };
}

/** Templates stand inside templates; lines that are kept are kept once. */
function outermost(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return sorted.filter((span) => {
    const isInside = span.start < end;
    if (!isInside) end = span.end;
    return !isInside;
  });
}

/** A file that speaks of `require` or `exports` without declaring them is CommonJS: its names end with it. */
function sharingOf(module: ParsedModule): Sharing {
  if (module.sourceType !== 'script') return 'module';
  return /\brequire\s*\(|\bmodule\s*\.\s*exports\b|\bexports\s*[.[]/.test(module.text) ? 'module' : 'script';
}

function commentsOf(module: ParsedModule, program: JsNode): readonly Comment[] {
  const hashbang = program['hashbang'] as { start: number; end: number } | null | undefined;
  const first: Comment[] = hashbang ? [{ kind: 'line', start: hashbang.start, end: hashbang.end }] : [];
  const rest = module.comments.map(({ type, start, end }) => ({
    kind: type === 'Line' ? ('line' as const) : ('block' as const),
    start,
    end,
  }));
  return [...first, ...rest];
}
