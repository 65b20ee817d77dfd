import type { Kept } from '@iama/contracts/recipe';
import { isProse } from '../../js/entry-points.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { stringOf, walk } from '../../js/walk.ts';
import type { SourceTree } from '../recipe.ts';
import { lineCounter } from '../unused-code/directives.ts';

/** More would only hide the ones that matter. */
const MOST = 50;

/** Where the old name is written without being code: comments and strings of changed files, and documents. */
export function findMentions(tree: SourceTree, name: string, changed: ReadonlySet<string>): Kept[] {
  const word = new RegExp(`(?<![\\w$])${name.replace(/[$]/g, '\\$')}(?![\\w$])`);
  const found: Kept[] = [];
  for (const [path, text] of tree.files) {
    if (found.length >= MOST || !word.test(text) || path.includes('node_modules/')) continue;
    const lineOf = lineCounter(text);
    const add = (at: number, what: string): void => {
      found.push({ path, symbol: name, line: lineOf(at), reason: `${what} mentions it and is left as it is` });
    };
    if (isProse(path)) {
      add(word.exec(text)?.index ?? 0, 'the text');
      continue;
    }
    const parsed = parsesOf(tree).get(path);
    if (!parsed?.ok) continue;
    for (const comment of changed.has(path) ? parsed.module.comments : []) {
      if (word.test(comment.value)) add(comment.start, 'a comment');
    }
    walk(parsed.module.program, (node) => {
      const value = stringOf(node);
      const says = value !== null && (value === name || (changed.has(path) && value.includes(' ') && word.test(value)));
      if (says) add(node.start, 'a string');
    });
  }
  return found.slice(0, MOST);
}
