import type { NodeOf } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { followObject, resultShape } from '../mark/follow-object.ts';
import type { Behind } from '../mark/follow-object.ts';
import type { ApiIndex } from './api-index.ts';
import { memberKeys } from './find-member.ts';
import type { FlagQuery } from './flag-query.ts';
import { objectOf } from './object-of.ts';
import type { Site } from './site.ts';

/** A flag taken out of an object by a pattern: `const { NEW_UI } = process.env`. */
export function findPattern(query: FlagQuery, index: ApiIndex, file: SourceFile, node: NodeOf<'binding'>): Site | null {
  const { key, value, links } = query;
  const { initializer } = node;
  if (key === null || node.name !== null || !initializer) return null;
  const object = objectOf(file, initializer);
  for (const { id, api } of index.members) {
    if (!api.objects.includes(object) || (api.languages && !api.languages.includes(file.dialect.language))) continue;
    const keys = memberKeys(api, key);
    const { gives, type, spelling } = api;
    const behind: Behind =
      gives === 'result' ? { shape: resultShape(api) } : { given: { gives, type, ...(spelling ? { spelling } : {}) } };
    const followed = followObject(links, file, initializer, value, {
      others: true,
      property: (name) => (keys.has(name) ? behind : null),
    });
    if (followed.marks.length === 0 && followed.left === null) continue;
    return { file, node, api: id, key: { kind: 'text', text: key, constants: [] }, kind: 'member', ...followed };
  }
  return null;
}
