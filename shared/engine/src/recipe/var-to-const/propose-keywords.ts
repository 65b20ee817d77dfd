import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { SourceTree } from '../recipe.ts';
import { moduleGraphOf } from '../../js/module-graph.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { child, children, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { enclosingName } from '../proposal/enclosing-name.ts';
import { NOTHING } from '../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal, Replacement } from '../proposal/proposal.ts';
import { whyOld } from '../proposal/why-old.ts';
import { unresolvedNames } from '../unused-code/load-effects.ts';
import { namesIn, placeOf } from './block-of.ts';
import type { Place } from './block-of.ts';
import { isReassigned, whyNotLexical } from './judge-variable.ts';
import { timingOf } from './runs-before.ts';
import type { Timing } from './runs-before.ts';
import { whyShared } from './shared-scope.ts';
import { splitDeclaration } from './split-declaration.ts';
import type { Keyword } from './split-declaration.ts';

interface Judge {
  readonly text: string;
  readonly level: PlanLevel;
  readonly scopes: ScopeManager;
  readonly timing: Timing;
  readonly isCyclic: boolean;
  /** Why the top level of this file is everybody's; null when it is the file's own. */
  readonly shared: string | null;
}

/** Every `var` and `let` of a script that could be `const`, or `let`. */
export function proposeKeywords(tree: SourceTree, path: string, text: string, level: PlanLevel): FileOutcome {
  if (!/\b(?:var|let)\b/.test(text)) return NOTHING;
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok) return { skip: `it does not parse: ${parsed?.message ?? 'no text'}` };
  const { module } = parsed;
  const scopes = analyzeScopes(module);
  const unresolved = unresolvedNames(scopes);
  let dynamic = false;
  const found: { declaration: JsNode; ancestors: readonly JsNode[] }[] = [];
  walk(module.program, (node, _parent, ancestors) => {
    if (node.type === 'WithStatement') dynamic = true;
    if (
      node.type === 'CallExpression' &&
      nameOf(child(node, 'callee')) === 'eval' &&
      unresolved.has(child(node, 'callee')?.start ?? -1)
    )
      dynamic = true;
    const isAmbient = node['declare'] === true || ancestors.some((each) => each['declare'] === true);
    if (node.type === 'VariableDeclaration' && /^(?:var|let)$/.test(String(node['kind'])) && !isAmbient)
      found.push({ declaration: node, ancestors: [...ancestors] });
  });
  const [first] = found;
  if (!first) return NOTHING;
  const why = dynamic
    ? 'the file uses `eval` or `with`, which may reach any variable by its name'
    : whyOld(tree, path, 6);
  if (why !== null)
    return {
      proposals: [],
      holds: [{ symbol: null, at: first.declaration.start, reason: `Its variables stay: ${why}.` }],
    };
  const isCyclic = leadsBack(tree, path);
  const judge: Judge = {
    text,
    level,
    scopes,
    timing: timingOf(module, scopes, isCyclic),
    isCyclic,
    shared: whyShared(tree, module, unresolved),
  };
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  for (const { declaration, ancestors } of found) {
    const outcome = judgeDeclaration(judge, declaration, ancestors);
    if (outcome === null) continue;
    if (typeof outcome === 'string')
      holds.push({
        symbol: symbolOf(declaration, ancestors),
        at: declaration.start,
        reason: `\`var\` stays: ${outcome}.`,
      });
    else proposals.push(outcome);
  }
  return { proposals, holds };
}

/** A proposal, why a `var` stays, or null for a `let` that is right as it is. */
function judgeDeclaration(judge: Judge, declaration: JsNode, ancestors: readonly JsNode[]): Proposal | string | null {
  const isVar = declaration['kind'] === 'var';
  if (!isVar && judge.level === 'CONSERVATIVE') return null;
  const place = placeOf(declaration, ancestors);
  if (typeof place === 'string') return isVar ? place : null;
  const isTop = place.block.type === 'Program';
  if (isTop && judge.shared !== null) return isVar ? judge.shared : null;
  const declarators = children(declaration, 'declarations');
  if (place.parent.type === 'ForInStatement' && declarators.some((each) => child(each, 'init')))
    return isVar ? 'a `for…in` with an initial value allows only `var`' : null;
  const variablesOf = (each: JsNode) =>
    judge.scopes.getDeclaredVariables(each as unknown as Parameters<ScopeManager['getDeclaredVariables']>[0]);
  if (isVar) {
    for (const each of declarators)
      for (const variable of variablesOf(each)) {
        const reason = whyNotLexical(variable, each, place, judge.scopes, judge.timing, judge.isCyclic);
        if (reason !== null) return reason;
      }
  }
  const isEach = /^For(?:In|Of)/.test(place.parent.type);
  const keywords = declarators.map((each): Keyword => {
    const hasValue = isEach || child(each, 'init') !== null;
    return hasValue && !variablesOf(each).some((variable) => isReassigned(variable) || variable.defs.length !== 1)
      ? 'const'
      : 'let';
  });
  return proposalFor(judge, declaration, ancestors, place, keywords);
}

function proposalFor(
  judge: Judge,
  declaration: JsNode,
  ancestors: readonly JsNode[],
  place: Place,
  keywords: readonly Keyword[],
): Proposal | string | null {
  const declarators = children(declaration, 'declarations');
  const from = String(declaration['kind']);
  const all: Keyword = keywords.every((each) => each === 'const') ? 'const' : 'let';
  const maySplit = judge.level === 'COMPREHENSIVE' && !place.isHead && !place.isExported && new Set(keywords).size > 1;
  const split = maySplit ? splitDeclaration(judge.text, declaration, declarators, keywords) : null;
  const first = split ? (keywords[0] ?? 'let') : all;
  if (judge.level === 'CONSERVATIVE' && all === 'let') return 'it is assigned again, and `let` is for the next level';
  if (first === from && !split?.length) return null;
  const keyword: Replacement = { start: declaration.start, end: declaration.start + from.length, replacement: first };
  const names = declarators.flatMap((each) => namesIn(child(each, 'id')));
  const shown = names.map((name) => `\`${name}\``).join(', ');
  return {
    kind: split ? 'split_declaration' : `${from}_to_${all}`,
    symbol: symbolOf(declaration, ancestors),
    at: declaration.start,
    key: names.join(','),
    message: split
      ? `Some of ${shown} are never assigned again: \`${from}\` becomes \`const\` for these and \`let\` for the others.`
      : all === 'const'
        ? `${shown} ${names.length === 1 ? 'is' : 'are'} never assigned again: \`${from}\` can be \`const\`.`
        : `${shown} can be \`let\`: only ${names.length === 1 ? 'its' : 'their'} own block uses ${names.length === 1 ? 'it' : 'them'}.`,
    edits: [...(first === from ? [] : [keyword]), ...(split ?? [])],
  };
}

function symbolOf(declaration: JsNode, ancestors: readonly JsNode[]): string {
  const own = children(declaration, 'declarations').flatMap((each) => namesIn(child(each, 'id')))[0] ?? '';
  const within = enclosingName(ancestors);
  return within === null ? own : `${within}.${own}`;
}

/** Whether the imports of a file lead back to it. */
function leadsBack(tree: SourceTree, path: string): boolean {
  const graph = moduleGraphOf(tree);
  const seen = new Set<string>();
  const pending = [path];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const { to, typeOnly, kind } of graph.imports(at)) {
      if (typeOnly || kind === 'mention') continue;
      if (to === path) return true;
      if (seen.has(to)) continue;
      seen.add(to);
      pending.push(to);
    }
  }
  return false;
}
