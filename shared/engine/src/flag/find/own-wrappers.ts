import type { FlagCall } from '@iama/contracts/flag/api';
import { resolveKey } from '../keys/resolve-key.ts';
import { markCall } from '../mark/mark-call.ts';
import type { NamedApi } from '../presets/flag-presets.ts';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import type { FlagQuery } from './flag-query.ts';
import { isWanted } from './is-wanted.ts';
import type { Site } from './site.ts';

interface OwnWrapper {
  readonly dynamic: Site;
  readonly binding: Binding;
  readonly api: FlagCall;
  readonly id: NamedApi['id'];
}

/**
 * Functions of the program that only pass a key on (`const isOn = (key) => client.isEnabled(key)`): calls of them are asked
 * like the library itself, and the call inside says nothing about this flag any more.
 */
export function findThroughWrappers(query: FlagQuery, sites: readonly Site[]): readonly Site[] {
  let all = sites;
  const followed = new Set<Binding>();
  // A wrapper may be wrapped again.
  for (let round = 0; round < 3; round += 1) {
    const wrappers = all.flatMap((site) => wrapperAt(site) ?? []).filter(({ binding }) => !followed.has(binding));
    if (wrappers.length === 0) break;
    for (const { binding } of wrappers) followed.add(binding);
    const explained = new Set(wrappers.filter(({ binding }) => !query.links.open(binding)).map((each) => each.dynamic));
    const found = wrappers.flatMap((wrapper) => callsOf(query, wrapper));
    const better = new Set(found.map(({ node }) => node));
    all = [...all.filter((site) => !explained.has(site) && !(site.unproven && better.has(site.node))), ...found];
  }
  return all;
}

function wrapperAt(dynamic: Site): OwnWrapper | null {
  const { file, node, asked: api, api: id } = dynamic;
  if (!api || node.role !== 'call' || id === null) return null;
  const around = functionReturning(node);
  if (!around) return null;
  const binding = bindingOf(file, around);
  const place = around.params.findIndex(({ name: param }) => param && passesOn(file, node, api, param.name));
  if (!binding || place < 0) return null;
  const { label } = around.params[place]!;
  const own: FlagCall = { ...api, key: label === null ? [place] : [place, label] };
  delete own.on;
  delete own.languages;
  return { dynamic, binding, api: own, id };
}

function passesOn(file: SourceFile, call: NodeOf<'call'>, api: FlagCall, param: string): boolean {
  return api.key.some((place) => {
    const argument = typeof place === 'number' ? call.args[place] : call.args.find((each) => each.name === place);
    const value = argument?.value;
    return value?.role === 'name' && value.name === param && file.bindings.of(value)?.kind === 'param';
  });
}

/** The function whose value is the call and nothing else: `=> call`, or a body of `return call`. */
function functionReturning(call: SyntaxNode): NodeOf<'function'> | null {
  let at = call;
  while (at.parent?.role === 'wrap' || at.parent?.role === 'group') at = at.parent;
  const statement = at.parent;
  if (statement?.role === 'function' && statement.body === at) return statement;
  if (statement?.role !== 'return' && statement?.role !== 'expression') return null;
  const block = statement.parent;
  const around = block?.parent;
  if (block?.role !== 'block' || block.body.length !== 1 || around?.role !== 'function') return null;
  return statement.role === 'return' || around.implicit_return ? around : null;
}

function bindingOf(file: SourceFile, node: NodeOf<'function'>): Binding | null {
  const own = file.bindings.of(node);
  if (own) return own;
  return node.parent?.role === 'binding' ? file.bindings.of(node.parent) : null;
}

function callsOf(query: FlagQuery, { binding, api, id }: OwnWrapper): readonly Site[] {
  const constants = new Set(query.apis.flatMap((each) => each.api.constants));
  return query.links.usesOf(binding).flatMap((use): Site[] => {
    const callee =
      use.node.parent?.role === 'member' && use.node.parent.object !== use.node ? use.node.parent : use.node;
    const call = callee.parent;
    if (call?.role !== 'call' || call.callee !== callee) return [];
    for (const place of api.key) {
      const argument = typeof place === 'number' ? call.args[place] : call.args.find((each) => each.name === place);
      if (!argument) continue;
      const key = resolveKey(use.file, argument.value, query);
      const wanted = isWanted(key, query.key, constants);
      const base = { file: use.file, node: call, api: id, key };
      if (wanted.is === 'yes')
        return [{ ...base, kind: 'call', ...markCall(query, use.file, call, api, argument.value) }];
      if (wanted.is === 'perhaps') return [{ ...base, kind: 'dynamic', marks: [], left: wanted.reason, asked: api }];
    }
    return [];
  });
}
