import { resolveKey } from '../keys/resolve-key.ts';
import type { NodeOf } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { marked, staying } from '../mark/followed.ts';
import type { Followed } from '../mark/followed.ts';
import { calleeOf } from './callee.ts';
import type { ApiIndex } from './api-index.ts';
import type { FlagQuery } from './flag-query.ts';
import { hasEvidence } from './has-evidence.ts';
import { isWanted } from './is-wanted.ts';
import type { Site } from './site.ts';

/** A function that wraps a component for a flag: `withFeature("x")(Page)`, `withFeature("x", Page)`. */
export function findWrapper(query: FlagQuery, index: ApiIndex, file: SourceFile, node: NodeOf<'call'>): Site | null {
  const callee = calleeOf(file, node.callee);
  if (callee === null) return null;
  for (const { id, api } of index.wrappers.get(callee.name) ?? []) {
    const argument = node.args[api.key];
    if (!argument || !hasEvidence(file, callee, node.callee, api.on)) continue;
    const key = resolveKey(file, argument.value, query);
    const wanted = isWanted(key, query.key, index.constants);
    if (wanted.is === 'no') continue;
    const base = { file, node, api: id, key };
    if (wanted.is === 'perhaps') return { ...base, kind: 'dynamic', marks: [], left: wanted.reason };
    return { ...base, kind: 'wrapper', ...markWrapper(query, node, api.component) };
  }
  return null;
}

function markWrapper(query: FlagQuery, node: NodeOf<'call'>, component: 'next_call' | number): Followed {
  if (query.value !== true) return staying('Without the flag nothing is shown here; take the component out by hand.');
  if (component !== 'next_call') {
    const wrapped = node.args[component];
    return wrapped ? marked(node, { kind: 'replace', by: [wrapped.value] }) : staying('It wraps no component here.');
  }
  const outer = node.parent;
  if (outer?.role === 'annotation') return marked(outer, { kind: 'remove' });
  const wrapped = outer?.role === 'call' && outer.callee === node && outer.args.length === 1 ? outer.args[0] : null;
  return outer && wrapped
    ? marked(outer, { kind: 'replace', by: [wrapped.value] })
    : staying('It wraps no component here.');
}
