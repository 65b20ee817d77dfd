import type { SourceTree } from '../../recipe.ts';
import { child, children } from '../../../js/walk.ts';
import type { Edit } from './edit-list.ts';
import { propertyOf, readJsonText, setKey } from './json-object.ts';

/** Settings files of a package that tell linters how to parse, with the edits that make it "as a module". */
export function rewriteLintSettings(tree: SourceTree, directory: string): ReadonlyMap<string, readonly Edit[]> {
  const found = new Map<string, readonly Edit[]>();
  const inside = directory === '.' ? '' : `${directory}/`;
  for (const path of tree.files.keys()) {
    if (!path.startsWith(inside) || path.includes('node_modules/')) continue;
    const base = path.slice(path.lastIndexOf('/') + 1);
    const text = tree.files.get(path) ?? '';
    if (/^\.eslintrc(\.json|\.ya?ml)?$/.test(base)) found.set(path, eslintEdits(text, path === `${inside}${base}`));
    else if (/^(\.eslintrc|eslint\.config)\.[cm]?js$/.test(base)) found.set(path, sourceTypeEdits(text));
    else if (base === '.jshintrc') found.set(path, jshintEdits(text));
  }
  return new Map([...found].filter(([, edits]) => edits.length > 0));
}

/** `eslintConfig` in a package.json. */
export function eslintConfigEdits(text: string): Edit[] {
  const json = readJsonText(text);
  const config = json ? propertyOf(json.root, 'eslintConfig') : null;
  const object = config ? child(config, 'value') : null;
  return json && object?.type === 'ObjectExpression' ? parserOptions(json, object) : [];
}

function sourceTypeEdits(text: string): Edit[] {
  return [...text.matchAll(/(sourceType["']?\s*:\s*["']?)(script|commonjs)\b/g)].map((match) => {
    const start = match.index + (match[1] as string).length;
    return { start, end: start + (match[2] as string).length, text: 'module' };
  });
}

function eslintEdits(text: string, isRoot: boolean): Edit[] {
  const explicit = sourceTypeEdits(text);
  if (explicit.length > 0 || /sourceType["']?\s*:/.test(text) || !isRoot) return explicit;
  const json = readJsonText(text);
  if (json) return parserOptions(json, json.root);
  if (/^\s*\{/.test(text) || /^parserOptions\s*:/m.test(text)) return [];
  const lead = text.endsWith('\n') ? '' : '\n';
  return [
    {
      start: text.length,
      end: text.length,
      text: `${lead}parserOptions:\n  ecmaVersion: 2022\n  sourceType: module\n`,
    },
  ];
}

function parserOptions(json: Parameters<typeof setKey>[0], object: Parameters<typeof setKey>[1]): Edit[] {
  const options = propertyOf(object, 'parserOptions');
  const value = options ? child(options, 'value') : null;
  if (value?.type !== 'ObjectExpression')
    return [
      setKey(json, object, 'parserOptions', '{ "ecmaVersion": 2022, "sourceType": "module" }', ['root', 'extends']),
    ];
  const edits = [
    setKey(json, value, 'sourceType', '"module"', children(value, 'properties').length > 0 ? ['ecmaVersion'] : []),
  ];
  const version = propertyOf(value, 'ecmaVersion');
  const number = version ? child(version, 'value')?.['value'] : undefined;
  if (typeof number === 'number' && (number < 13 || (number > 2000 && number < 2022)))
    edits.push(setKey(json, value, 'ecmaVersion', '2022', []));
  return edits.toSorted((a, b) => a.start - b.start);
}

function jshintEdits(text: string): Edit[] {
  const json = readJsonText(text);
  if (!json) return [];
  return propertyOf(json.root, 'module') ? [] : [setKey(json, json.root, 'module', 'true', ['esversion', 'node'])];
}
