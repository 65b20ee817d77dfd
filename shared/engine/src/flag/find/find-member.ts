import type { FlagMember } from '@iama/contracts/flag/api';
import { resolveKey } from '../keys/resolve-key.ts';
import { spellKey } from '../keys/spell-key.ts';
import { followValue } from '../mark/follow-value.ts';
import { followObject, resultShape } from '../mark/follow-object.ts';
import { marked } from '../mark/followed.ts';
import type { Followed } from '../mark/followed.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { ApiIndex } from './api-index.ts';
import type { FlagQuery } from './flag-query.ts';
import type { Site } from './site.ts';
import { isWanted } from './is-wanted.ts';
import { objectOf } from './object-of.ts';

/** A flag read as a property: `process.env.X`, `os.environ["X"]`, `FLAGS[KEY]`, `"X" in os.environ`. */
export function findMember(query: FlagQuery, index: ApiIndex, file: SourceFile, node: SyntaxNode): Site | null {
  const read = readOf(node);
  if (read === null || read.object.role === 'literal') return null;
  const object = objectOf(file, read.object);
  for (const { id, api } of index.members) {
    if (!api.objects.includes(object) || (api.languages && !api.languages.includes(file.dialect.language))) continue;
    const key =
      typeof read.key === 'string'
        ? ({ kind: 'text', text: read.key, constants: [] } as const)
        : resolveKey(file, read.key, query);
    const spelled = key.kind === 'text' && query.key !== null && spellings(api, query.key).has(key.text);
    const wanted = spelled ? ({ is: 'yes' } as const) : isWanted(key, query.key, index.constants);
    if (wanted.is === 'no') continue;
    const base = { file, node, api: id, key };
    if (wanted.is === 'perhaps') return { ...base, kind: 'dynamic', marks: [], left: wanted.reason };
    const isThere = read.form === 'in' && typeof query.value === 'boolean';
    const followed = isThere
      ? marked(node, { kind: 'value', value: query.value === read.present })
      : follow(query, file, node, api);
    return { ...base, kind: 'member', ...followed };
  }
  return null;
}

function follow({ links, value }: FlagQuery, file: SourceFile, node: SyntaxNode, api: FlagMember): Followed {
  const { gives, type, spelling } = api;
  if (gives === 'result') return followObject(links, file, node, value, resultShape(api));
  return followValue(links, file, node, value, { gives, type, ...(spelling ? { spelling } : {}) });
}

type Read = {
  readonly object: SyntaxNode;
  readonly key: string | SyntaxNode;
  readonly form: 'read' | 'in';
  readonly present: boolean;
};

function readOf(node: SyntaxNode): Read | null {
  const read = { form: 'read', present: true } as const;
  if (node.role === 'member') return node.object && { ...read, object: node.object, key: node.property };
  if (node.role === 'index') return { ...read, object: node.object, key: node.index };
  if (node.role !== 'compare' || node.operator !== 'other' || node.left.role !== 'literal') return null;
  return { object: node.right, key: node.left, form: 'in', present: true };
}

/** The names by which an object of flags holds a key. */
export function memberKeys(api: FlagMember, key: string): ReadonlySet<string> {
  return new Set([key, ...spellings(api, key)]);
}

function spellings({ styles }: FlagMember, key: string): ReadonlySet<string> {
  return new Set(styles.map((style) => spellKey(key, style)));
}
