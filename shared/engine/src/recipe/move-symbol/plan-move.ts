import type { TextEdit } from '@iama/contracts/patch/patch';
import type { Finding, Kept } from '@iama/contracts/recipe';
import { languageOf, parseModule } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import type { FileChange } from '../../patch/file-change.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { lineCounter } from '../unused-code/directives.ts';
import { editTarget } from './edit-target.ts';
import { editOrigin } from './edit-origin.ts';
import type { Change } from './edit-import.ts';
import { gatherPieces } from './gather-pieces.ts';
import { mendImporters } from './mend-importers.ts';
import { shapeOf, whyFixed } from './moved-code.ts';
import { whyCircular } from './why-circular.ts';

export type MovePlan = RecipeResult | { readonly reason: string };

/** Everything a move would change, or why it cannot be done. */
export function planMove(request: RecipeRequest, path: string, symbol: string, to: string): MovePlan {
  const { tree } = request;
  const reason = whyNotFrom(path, symbol, to);
  if (reason !== null) return { reason };
  const from = parsesOf(tree).get(path);
  if (!from?.ok) return { reason: `${path} does not parse: ${from?.message ?? 'it is not JavaScript or TypeScript'}` };
  if (tree.paths.has(to) && !tree.files.has(to)) return { reason: `${to} cannot be read as text` };
  const text = tree.files.get(to);
  const target = parseModule(to, text ?? '');
  if (!target.ok) return { reason: `${to} does not parse: ${target.message}` };
  const modules = whyNoModules(from.module, target.module);
  if (modules !== null) return { reason: modules };
  const origin = shapeOf(from.module);
  const piece = origin.pieceOf(symbol);
  if (!piece) return { reason: 'the file declares no such symbol at its top level' };
  const fixed = whyFixed(from.module, piece);
  if (fixed !== null) return { reason: fixed };
  if (origin.uses.get(symbol)?.some(({ isWrite }) => isWrite))
    return { reason: 'it is given another value later, which an import cannot be' };
  const gathered = gatherPieces(request, origin, piece);
  if ('reason' in gathered) return gathered;
  const importers = mendImporters(request, path, to, symbol, piece);
  const move = { path, to, symbol, piece, origin, gathered, bridge: importers.bridge };
  const circle = whyCircular(request, move);
  if (circle !== null) return { reason: circle };
  const there = editTarget(request, move, shapeOf(target.module), text ?? null);
  if ('reason' in there) return there;
  const here = editOrigin(request, move);
  if ('reason' in here) return here;
  return report(
    request,
    move,
    [
      {
        path,
        changes: here.changes,
        message: `Take \`${symbol}\` out of ${path}${importers.bridge === null ? '' : ', which goes on exporting it'}.`,
      },
      { path: to, changes: there.changes, message: `Put \`${gathered.names.join('`, `')}\` into ${to}.` },
      ...importers.files.map((file) => ({
        ...file,
        message: `Import \`${symbol}\` from its new place in ${file.path}.`,
      })),
    ],
    importers.bridge,
  );
}

function whyNotFrom(path: string, symbol: string, to: string): string | null {
  if (symbol.includes('.')) return 'a member cannot be moved without its class';
  if (to === path) return 'it is in that file already';
  const [source, target] = [languageOf(path), languageOf(to)];
  if (target === null || target === 'dts') return `${to} is no file for JavaScript or TypeScript code`;
  const isTyped = (language: string | null): boolean => language === 'ts' || language === 'tsx';
  if (isTyped(source) !== isTyped(target)) return `${path} and ${to} are written in different languages`;
  return null;
}

function whyNoModules(from: ParsedModule, to: ParsedModule): string | null {
  if (from.sourceType !== 'module')
    return 'its file is no ES module, and only from one to another can symbols be moved';
  const isCommonjs = /\bmodule\.exports\b|\bexports\.\w|\brequire\s*\(/.test(to.text) && to.sourceType !== 'module';
  return isCommonjs || to.path.endsWith('.cjs')
    ? `${to.path} is a CommonJS module, and ${from.path} is an ES module`
    : null;
}

interface Part {
  readonly path: string;
  readonly changes: readonly Change[];
  readonly message: string;
}

/** One finding for each file, all of one group. */
function report(
  { tree }: RecipeRequest,
  { path, symbol, origin }: { path: string; symbol: string; origin: { module: ParsedModule } },
  parts: readonly Part[],
  bridge: string | null,
): RecipeResult {
  const group = `move:${path}:${symbol}`;
  const findings: Finding[] = [];
  const changes: FileChange[] = [];
  for (const part of parts) {
    const id = `moved_symbol:${part.path}:${symbol}`;
    const text = tree.files.get(part.path);
    const edits: TextEdit[] = part.changes
      .map((change) => ({ ...change, finding_id: id }))
      .toSorted((a, b) => a.start - b.start || a.end - b.end);
    const [first] = edits;
    const line = text === undefined ? 1 : lineCounter(text)(first?.start ?? 0);
    findings.push({ id, kind: 'moved_symbol', path: part.path, symbol, line, message: part.message, group });
    changes.push(
      text === undefined
        ? {
            change: 'create',
            path: part.path,
            text: edits.map(({ replacement }) => replacement).join(''),
            finding_id: id,
          }
        : { change: 'modify', path: part.path, edits },
    );
  }
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  const kept: Kept[] =
    bridge === null
      ? []
      : [{ path: origin.module.path, symbol, line: null, reason: `the old file goes on exporting it: ${bridge}` }];
  return { findings: findings.toSorted(byPath), kept, changes: changes.toSorted(byPath), skipped: [] };
}
