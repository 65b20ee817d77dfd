import type { FlagAnnotation } from '@iama/contracts/flag/api';
import { resolveKey } from '../keys/resolve-key.ts';
import type { ResolvedKey } from '../keys/resolved-key.ts';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { marked, staying } from '../mark/followed.ts';
import type { Followed } from '../mark/followed.ts';
import type { ApiIndex } from './api-index.ts';
import type { FlagQuery } from './flag-query.ts';
import { isWanted } from './is-wanted.ts';
import type { Site } from './site.ts';

/** An annotation or decorator that names the flag: `@ToggleTesting(treated = {STALE_FLAG, OTHER})`. */
export function findAnnotation(
  query: FlagQuery,
  index: ApiIndex,
  file: SourceFile,
  node: NodeOf<'annotation'>,
): Site | null {
  const short = node.name.replace(/^.*[.\\:]/, '');
  const known = index.annotations.get(node.name) ?? index.annotations.get(short) ?? [];
  const isKey = (item: SyntaxNode): ResolvedKey | null => {
    const key = resolveKey(file, item, query);
    return isWanted(key, query.key, index.constants).is === 'yes' ? key : null;
  };
  for (const { id, api } of known) {
    for (const argument of argumentsOf(node, api)) {
      const items = itemsOf(argument.value);
      const item = items.find((each) => isKey(each) !== null);
      const key = item && isKey(item);
      if (!key) continue;
      const base = { file, node, api: id, key, kind: 'annotation' } as const;
      return { ...base, ...markAnnotation(query, node, api, argument, item, items.length) };
    }
  }
  return null;
}

function argumentsOf(node: NodeOf<'annotation'>, { argument }: FlagAnnotation) {
  if (argument === undefined) return node.args;
  const found = argumentAt(node, argument);
  return found ? [found] : [];
}

function argumentAt({ args }: NodeOf<'annotation'>, place: number | string) {
  return args.find((each, at) =>
    typeof place === 'number' ? at === place && each.name === null : each.name === place,
  );
}

function markAnnotation(
  query: FlagQuery,
  node: NodeOf<'annotation'>,
  api: FlagAnnotation,
  argument: SyntaxNode,
  item: SyntaxNode,
  items: number,
): Followed {
  if (api.for !== undefined) return markFor(query, node, api.for);
  const applies = api.when === undefined || api.when === query.value;
  if (api.takes === 'declaration' && applies) {
    const declaration = node.parent;
    return declaration ? marked(declaration, { kind: 'remove' }) : staying('It annotates nothing that can be removed.');
  }
  if (api.takes !== 'declaration' && !applies) {
    return staying('With this value, what stands below is never reached; take it out by hand.');
  }
  if (api.takes === 'annotation') return marked(node, { kind: 'remove' });
  if (items > 1) return marked(item, { kind: 'remove' });
  return marked(node.args.length > 1 ? argument : node, { kind: 'remove' });
}

/** What stands below is for one value: it stays with that, and goes with another. */
function markFor({ value }: FlagQuery, node: NodeOf<'annotation'>, place: number | string): Followed {
  const said = argumentAt(node, place)?.value;
  if (said?.role !== 'literal') return staying('It does not say for which value the code below is.');
  if (String(said.value) === String(value)) return marked(node, { kind: 'remove' });
  return node.parent ? marked(node.parent, { kind: 'remove' }) : staying('It annotates nothing that can be removed.');
}

function itemsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.role === 'list' ? node.items : [node];
}
