import type { SourceTree } from '../recipe.ts';
import { languageOf } from '../../js/parse.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { pythonTree } from '../python/python-tree.ts';
import { pythonTexts } from '../python/typo-in-string/python-texts.ts';
import { scriptTexts } from './script-texts.ts';
import type { ReadText } from './script-texts.ts';

export interface FileTexts {
  /** What people read. */
  readonly texts: readonly ReadText[];
  /** Comments: a typo in one binds nothing. */
  readonly comments: readonly ReadText[];
}

/** Where a file speaks to people; a reason if it cannot be read. */
export function findTexts(tree: SourceTree, path: string, text: string): FileTexts | string {
  if (languageOf(path) !== null) {
    const parsed = parsesOf(tree).get(path);
    if (!parsed?.ok) return `it does not parse: ${parsed?.message ?? 'no text'}`;
    return { texts: scriptTexts(parsed.module), comments: parsed.module.comments };
  }
  const parsed = pythonTree(text);
  if (!parsed.ok) return parsed.reason;
  const comments = parsed.root
    .findAll({ rule: { kind: 'comment' } })
    .map((each) => ({ start: each.range().start.index, end: each.range().end.index }));
  return { texts: pythonTexts(parsed.root), comments };
}
