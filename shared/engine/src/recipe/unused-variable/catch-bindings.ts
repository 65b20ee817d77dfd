import type { TextEdit } from '@iama/contracts/patch/patch';
import type { Finding, Kept } from '@iama/contracts/recipe';
import { languageOf } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { isObject } from '../../js/read-json.ts';
import { resolverOf } from '../../js/resolve.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { engineFloors } from '../commonjs-to-esm/tree/engine-floor.ts';
import { enclosingName } from '../proposal/enclosing-name.ts';
import { child, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { FileChange } from '../../patch/file-change.ts';
import type { RecipeRequest, RecipeResult, SourceTree } from '../recipe.ts';
import { lineCounter, readDirectives } from '../unused-code/directives.ts';
import { targetFilesOf } from '../unused-code/target-files.ts';
import { isAtLeast } from '../unused-code/unit.ts';

/** Adds to a result the `catch (error)` whose error nothing reads: `catch {` says that. From STANDARD on. */
export function catchBindings(request: RecipeRequest, result: RecipeResult): RecipeResult {
  const { tree, target, level, exclude } = request;
  if (!isAtLeast(level, 'STANDARD')) return result;
  const findings: Finding[] = [...result.findings];
  const kept: Kept[] = [...result.kept];
  const changes = new Map(result.changes.map((change) => [change.path, change]));
  const unread = new Set(result.skipped.map(({ path }) => path));
  for (const path of targetFilesOf(tree, target).files) {
    const change = changes.get(path);
    const parsed = parsesOf(tree).get(path);
    if (unread.has(path) || !parsed?.ok || (change && change.change !== 'modify')) continue;
    const edits: TextEdit[] = change ? [...change.edits] : [];
    const lineOf = lineCounter(parsed.module.text);
    const counts = new Map<string, number>();
    for (const { name, at, cut, within, reason } of unusedBindings(parsed.module)) {
      const symbol = within === null ? name : `${within}.${name}`;
      if (target.kind === 'symbol' && symbol !== target.symbol && !symbol.startsWith(`${target.symbol}.`)) continue;
      const count = (counts.get(symbol) ?? 0) + 1;
      counts.set(symbol, count);
      const id = `unused_catch_binding:${path}:${symbol}${count === 1 ? '' : `#${count}`}`;
      if (exclude.has(id) || edits.some((edit) => edit.start <= cut.start && edit.end >= cut.end)) continue;
      const line = lineOf(at);
      const stays = reason ?? tooOld(tree, path, request);
      if (stays !== null) {
        kept.push({ path, symbol, line, reason: stays });
        continue;
      }
      const message = `Remove the catch binding \`${name}\`: nothing reads it.`;
      findings.push({ id, kind: 'unused_catch_binding', path, symbol, line, message, group: null });
      edits.push({ ...cut, replacement: '', finding_id: id });
    }
    if (edits.length > 0) {
      changes.set(path, { change: 'modify', path, edits: edits.toSorted((a, b) => a.start - b.start) } as FileChange);
    }
  }
  return { ...result, findings, kept, changes: [...changes.values()] };
}

interface Binding {
  readonly name: string;
  readonly at: number;
  readonly within: string | null;
  /** From behind `catch` to the end of the closing parenthesis. */
  readonly cut: { readonly start: number; readonly end: number };
  readonly reason: string | null;
}

function unusedBindings(module: ParsedModule): Binding[] {
  const read = new Set<number>();
  for (const scope of analyzeScopes(module).scopes) {
    if (String(scope.type) !== 'catch') continue;
    for (const variable of scope.variables) {
      if (variable.references.length > 0) for (const { name } of variable.defs) read.add(name.range[0]);
    }
  }
  const directives = readDirectives(module);
  const found: Binding[] = [];
  walk(module.program, (node, _, ancestors) => {
    const param = node.type === 'CatchClause' ? child(node, 'param') : null;
    const name = nameOf(param);
    if (!param || param.type !== 'Identifier' || name === null || read.has(param.start) || name.startsWith('_')) return;
    const cut = cutOf(module.text, node, param);
    const commented = module.comments.some((each) => each.start >= cut.start && each.end <= cut.end);
    const reason = commented ? 'a comment stands beside it' : directives.keeps(name, node.start);
    found.push({ name, at: param.start, within: enclosingName(ancestors), cut, reason });
  });
  return found;
}

function cutOf(text: string, clause: JsNode, param: JsNode): { start: number; end: number } {
  const body = child(clause, 'body')?.start ?? param.end;
  const end = text.lastIndexOf(')', body) + 1;
  return { start: clause.start + 'catch'.length, end };
}

/** `catch {` needs ES2019: TypeScript can compile it away, plain JavaScript runs as it stands. */
function tooOld(tree: SourceTree, path: string, { level }: RecipeRequest): string | null {
  if (/^tsx?$/.test(languageOf(path) ?? '')) return null;
  const owner = resolverOf(tree).packages.owning(path);
  const engines = owner?.json['engines'];
  const floors = engineFloors(isObject(engines) ? engines['node'] : undefined);
  if (floors.some(([major]) => major < 10)) {
    return 'the package is for engines in which `catch` cannot stand without a binding (before Node 10, ES2019)';
  }
  const isCurrent = floors.length > 0 || owner?.isModule === true || path.endsWith('.mjs');
  if (isCurrent || isAtLeast(level, 'COMPREHENSIVE')) return null;
  return 'nothing says that the code runs only where `catch` may stand without a binding (Node 10, ES2019)';
}
