import type { FlagCall, FlagGiven } from '@iama/contracts/flag/api';
import type { FlagQuery } from '../find/flag-query.ts';
import { spellKey } from '../keys/spell-key.ts';
import { resolveKey } from '../keys/resolve-key.ts';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { doesSomething } from './does-something.ts';
import { marked, staying, together } from './followed.ts';
import type { Followed } from './followed.ts';
import { followObject, resultShape } from './follow-object.ts';
import type { ObjectShape } from './follow-object.ts';
import { followTuple } from './follow-tuple.ts';
import { followValue } from './follow-value.ts';

/** What follows from a call that asks for the flag. `at` is the argument with the key. */
export function markCall(
  query: FlagQuery,
  file: SourceFile,
  node: NodeOf<'call'>,
  api: FlagCall,
  at: SyntaxNode | null,
): Followed {
  const handed = node.args.some(
    ({ value, trailing }) =>
      trailing || (api.promise !== undefined && value !== at && value.role === 'function' && value.params.length > 0),
  );
  if (handed && api.gives !== 'nothing') return staying('The value is handed to a function.');
  const doing = query.mode === 'safe' ? doesSomething(file, node) : null;
  if (doing) {
    return staying(
      `An argument does something of its own: \`${file.text.slice(doing.start, doing.end).slice(0, 60)}\`.`,
    );
  }
  switch (api.gives) {
    case 'value':
    case 'negation': {
      const given: FlagGiven = {
        gives: api.gives,
        type: api.type,
        ...(api.spelling ? { spelling: api.spelling } : {}),
      };
      const tuple = api.tuple && followTuple(query.links, file, node, query.value, given, api.tuple);
      return tuple ?? followValue(query.links, file, node, query.value, given, api.promise);
    }
    case 'result':
      return followObject(query.links, file, node, query.value, resultShape(api));
    case 'flags':
      return followObject(query.links, file, node, query.value, flagsShape(query, api));
    case 'results':
      return followResults(query, file, node, api);
    case 'nothing':
      return removeStatement(node);
  }
}

function flagsShape({ key }: FlagQuery, { styles, type, spelling, details }: FlagCall): ObjectShape {
  const names = new Set(styles.map((style) => spellKey(key ?? '', style)));
  const given: FlagGiven = { gives: 'value', type, ...(spelling ? { spelling } : {}) };
  return {
    others: true,
    property: (name) => (!names.has(name) ? null : details ? { shape: resultShape({ details }) } : { given }),
  };
}

/** `useFlags(["a", "b"])`: the name leaves the list when all that was asked of it is known. */
function followResults(query: FlagQuery, file: SourceFile, node: NodeOf<'call'>, api: FlagCall): Followed {
  const lists = node.args.map(({ value }) => listIn(value, api)).filter((each) => each !== null);
  const isKey = (item: SyntaxNode): boolean => {
    const found = resolveKey(file, item, query);
    return found.kind === 'text' && found.text === query.key;
  };
  const items = lists.flatMap((list) => list.items.filter(isKey));
  const [item] = items;
  if (!item) return { marks: [], left: null };
  const flags = flagsShape(query, api);
  const shape: ObjectShape = api.inside
    ? { others: true, property: (name) => (name === api.inside ? { shape: flags } : null) }
    : flags;
  const uses = followObject(query.links, file, node, query.value, shape);
  return uses.left === null ? together([uses, marked(item, { kind: 'remove' })]) : uses;
}

function listIn(node: SyntaxNode, api: FlagCall): NodeOf<'list'> | null {
  if (node.role === 'list') return node;
  if (node.role !== 'object') return null;
  const entry = node.entries.find((each) => each.role === 'entry' && each.key !== null && api.key.includes(each.key));
  return entry?.role === 'entry' && entry.value.role === 'list' ? entry.value : null;
}

/** A call that only tells the library something goes with its statement; elsewhere its value may be wanted. */
function removeStatement(node: SyntaxNode): Followed {
  let at = node;
  while (at.parent?.role === 'group' || at.parent?.role === 'wrap') at = at.parent;
  return at.parent?.role === 'expression'
    ? marked(at.parent, { kind: 'remove' })
    : staying('It is part of an expression and cannot simply go.');
}
