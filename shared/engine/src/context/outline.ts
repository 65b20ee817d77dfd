import type { SgNode } from '@ast-grep/napi';
import { indexSymbols } from '../edit/symbol/index-symbols.ts';
import { languageOf, parseModule } from '../js/parse.ts';
import { child, walk } from '../js/walk.ts';
import { pythonTree, spanOf } from '../recipe/python/python-tree.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A declaration at the top of a file, with the comment above it. */
export interface Declaration extends Span {
  readonly name: string;
  /** An interface, a type alias or an enumeration: all of it is its signature. */
  readonly is_type: boolean;
}

/** What a file declares, and where its bodies are. */
export interface Outline {
  readonly declarations: readonly Declaration[];
  /** Bodies of functions and methods, outermost only, in order. */
  readonly bodies: readonly Span[];
}

/** Null for a file that does not parse, or in a language that has no outline. */
export function outlineOf(path: string, text: string): Outline | null {
  const symbols = indexSymbols(path, text);
  if (!symbols.ok) return null;
  const declarations = symbols.symbols
    .filter(({ name }) => !name.includes('.'))
    .map(({ name, kinds, leading_start, end }) => ({
      name,
      start: leading_start,
      end,
      is_type: kinds.some((kind) => kind === 'interface' || kind === 'type'),
    }));
  return { declarations, bodies: languageOf(path) === null ? pythonBodies(text) : scriptBodies(path, text) };
}

function scriptBodies(path: string, text: string): readonly Span[] {
  const parsed = parseModule(path, text);
  const bodies: Span[] = [];
  if (!parsed.ok) return bodies;
  walk(parsed.module.program, (node) => {
    if (!/Function/.test(node.type)) return;
    const body = child(node, 'body');
    if (body?.type !== 'BlockStatement' && body?.type !== 'FunctionBody') return;
    bodies.push({ start: body.start, end: body.end });
    return 'skip';
  });
  return bodies;
}

function pythonBodies(text: string): readonly Span[] {
  const tree = pythonTree(text);
  const bodies: Span[] = [];
  const visit = (node: SgNode): void => {
    const body = node.kind() === 'function_definition' ? node.field('body') : null;
    if (body) bodies.push(spanOf(body));
    else for (const each of node.children()) visit(each);
  };
  if (tree.ok) visit(tree.root);
  return bodies;
}

/** A piece of a text with `…` in the place of the bodies in it; null where there is none to leave out. */
export function withoutBodies(
  path: string,
  text: string,
  { start, end }: Span,
  bodies: readonly Span[],
): string | null {
  const inside = bodies.filter((body) => body.start >= start && body.end <= end && body.end - body.start > SHORT);
  if (inside.length === 0) return null;
  const gap = languageOf(path) === null ? '...' : '{ … }';
  let kept = '';
  let from = start;
  for (const body of inside) {
    kept += text.slice(from, body.start) + gap;
    from = body.end;
  }
  return kept + text.slice(from, end);
}

/** A body that says less than its gap would. */
const SHORT = 24;
