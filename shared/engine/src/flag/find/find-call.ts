import type { FlagCall } from '@iama/contracts/flag/api';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { resolveKey } from '../keys/resolve-key.ts';
import type { ResolvedKey } from '../keys/resolved-key.ts';
import { markCall } from '../mark/mark-call.ts';
import type { NamedApi } from '../presets/flag-presets.ts';
import { calleeOf } from './callee.ts';
import type { ApiIndex } from './api-index.ts';
import type { FlagQuery } from './flag-query.ts';
import { hasEvidence } from './has-evidence.ts';
import { isWanted } from './is-wanted.ts';
import type { Site } from './site.ts';

/** The flag that a call asks for; null when it asks for none, or for another. */
export function findCall(query: FlagQuery, index: ApiIndex, file: SourceFile, node: NodeOf<'call'>): Site | null {
  const callee = calleeOf(file, node.callee);
  if (callee === null) return null;
  let unproven: Site | null = null;
  for (const { id, api } of index.calls.get(callee.name) ?? []) {
    if (api.languages && !api.languages.includes(file.dialect.language)) continue;
    if (api.gives === 'flags' || api.gives === 'results') {
      if (!hasEvidence(file, callee, node.callee, api.on)) continue;
      const site = findFlags(query, file, node, id, api);
      if (site) return site;
      continue;
    }
    const found = index.keyed.has(callee.name) ? keyInName(query.key) : keyOf(query, index, file, node, api);
    if (found === null) continue;
    const wanted = isWanted(found.key, query.key, index.constants);
    if (wanted.is === 'no') continue;
    const base = { file, node, api: id, key: found.key };
    const proven = hasEvidence(file, callee, node.callee, api.on, query.links) || isNamedAfterFlags(found.at);
    if (wanted.is === 'perhaps') {
      if (proven) return { ...base, kind: 'dynamic', marks: [], left: wanted.reason, asked: api };
      continue;
    }
    if (proven) return { ...base, kind: 'call', ...markCall(query, file, node, api, found.at) };
    // What is asked of the environment is known by its receiver and by nothing else.
    if (id === 'environment') continue;
    unproven ??= { ...base, kind: 'call', marks: [], left: withoutEvidence(callee.name, id), unproven: true };
  }
  return unproven;
}

function keyInName(key: string | null): { key: ResolvedKey; at: null } | null {
  return key === null ? null : { key: { kind: 'text', text: key, constants: [] }, at: null };
}

/** The first of the places that holds a text, or else the first that holds something made at run time. */
function keyOf(
  query: FlagQuery,
  index: ApiIndex,
  file: SourceFile,
  node: NodeOf<'call'>,
  api: FlagCall,
): { readonly key: ResolvedKey; readonly at: SyntaxNode | null } | null {
  let made: { key: ResolvedKey; at: SyntaxNode } | null = null;
  for (const place of api.key) {
    const argument =
      typeof place === 'number'
        ? node.args[place]?.name === null
          ? node.args[place]
          : undefined
        : node.args.find((each) => each.name === place);
    if (!argument || argument.spread || argument.trailing) continue;
    if (query.key !== null && isNamedCall(index, file, argument.value)) {
      return { key: { kind: 'text', text: query.key, constants: [] }, at: argument.value };
    }
    const key = resolveKey(file, argument.value, query);
    if (key.kind === 'text' || (key.kind === 'named' && !isPlainVariable(key.name, index)))
      return { key, at: argument.value };
    if (key.kind !== 'none')
      made ??= { key: key.kind === 'named' ? { kind: 'made', parts: [null] } : key, at: argument.value };
  }
  return made;
}

/** `put(params.isNewUi(), true)`: the flag is named by asking for it. */
function isNamedCall(index: ApiIndex, file: SourceFile, node: SyntaxNode): boolean {
  const callee = node.role === 'call' ? calleeOf(file, node.callee) : null;
  return callee !== null && index.keyed.has(callee.name);
}

/** `FLAGS.NEW_UI`, `Feature.NewUi`: a key from a list of flags is given to nothing but a flag library. */
function isNamedAfterFlags(key: SyntaxNode | null): boolean {
  return (
    key?.role === 'member' &&
    key.object?.role === 'name' &&
    /(feature|flag|toggle|experiment)\w*$/i.test(key.object.name)
  );
}

/** Written unlike a constant, declared nowhere that can be seen and not listed by the API: it may hold anything. */
function isPlainVariable(name: string, { constants }: ApiIndex): boolean {
  return /^[a-z_$@]/.test(name) && ![...constants].some((each) => each === name || each.endsWith(`.${name}`));
}

/** `useFlags()` and its like: an object with this flag among others. */
function findFlags(
  query: FlagQuery,
  file: SourceFile,
  node: NodeOf<'call'>,
  id: NamedApi['id'],
  api: FlagCall,
): Site | null {
  const { key } = query;
  if (key === null) return null;
  const { marks, left } = markCall(query, file, node, api, null);
  if (marks.length === 0 && left === null) return null;
  return { file, node, api: id, kind: 'call', key: { kind: 'text', text: key, constants: [] }, marks, left };
}

function withoutEvidence(name: string, id: NamedApi['id']): string {
  return `It looks like ${id === 'generic' ? 'a flag library' : id}’s \`${name}\`, but nothing here says that it is; describe it in an API file.`;
}
