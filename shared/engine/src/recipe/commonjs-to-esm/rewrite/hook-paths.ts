import { joinPath } from '../../../js/paths.ts';
import type { SourceTree } from '../../recipe.ts';
import type { Edit } from './edit-list.ts';

/**
 * Test runners are told which files to load first (`mocha -r test/setup`), often without extension. `require` finds such
 * a file, `import` does not: it gets its full name where it is a converted one.
 */
export function hookPathEdits(
  tree: SourceTree,
  directory: string,
  convert: ReadonlySet<string>,
): ReadonlyMap<string, readonly Edit[]> {
  const found = new Map<string, readonly Edit[]>();
  const inside = directory === '.' ? '' : `${directory}/`;
  const patterns: Readonly<Record<string, RegExp>> = {
    'package.json': /(?:\s-r|--require|--file|--import)[\s=]+(?:\\")?([\w./-]+)/g,
    '.mocharc.json': /"([\w./-]+)"/g,
    '.mocharc.yml': /(?:^[ \t]*-|:)[ \t]+["']?([\w./-]+)/gm,
    '.mocharc.yaml': /(?:^[ \t]*-|:)[ \t]+["']?([\w./-]+)/gm,
    '.mocharc.js': /["']([\w./-]+)["']/g,
    '.mocharc.cjs': /["']([\w./-]+)["']/g,
  };
  for (const [name, pattern] of Object.entries(patterns)) {
    const text = tree.files.get(inside + name);
    const edits = [...(text ?? '').matchAll(pattern)].flatMap((match) => {
      const token = match[1] as string;
      const path = joinPath(directory, token);
      const file =
        path === null || tree.paths.has(path)
          ? null
          : [`${path}.js`, `${path}/index.js`].find((each) => convert.has(each));
      if (!file || path === null) return [];
      const end = match.index + match[0].lastIndexOf(token) + token.length;
      return [{ start: end, end, text: file.slice(path.length) }];
    });
    if (edits.length > 0) found.set(inside + name, edits);
  }
  return found;
}
