import type { FormatConfig } from 'oxfmt';
import picomatch from 'picomatch';
import type { SourceTree } from '../recipe.ts';
import { ancestorsOf, baseNameOf, directoryOf } from '../../js/paths.ts';

/** What the `.editorconfig` files above a file say about its layout. */
export function editorConfigFor(tree: SourceTree, path: string): FormatConfig {
  let found: Record<string, string> = {};
  for (const directory of ancestorsOf(directoryOf(path))) {
    const text = tree.files.get(directory === '.' ? '.editorconfig' : `${directory}/.editorconfig`);
    if (text === undefined) continue;
    const { root, properties } = readFile(text, directory === '.' ? path : path.slice(directory.length + 1));
    // The nearest file wins.
    found = { ...properties, ...found };
    if (root) break;
  }
  return toStyle(found);
}

function readFile(text: string, path: string): { root: boolean; properties: Record<string, string> } {
  let applies: boolean | null = null;
  let root = false;
  const properties: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (section !== undefined)
      applies = picomatch.isMatch(section.includes('/') ? path : baseNameOf(path), section.replace(/^\//, ''), {
        dot: true,
      });
    const [, key = '', value = ''] = /^\s*([\w-]+)\s*=\s*([^#;]*?)\s*(?:[#;].*)?$/.exec(line) ?? [];
    if (key === '') continue;
    if (applies === null) root ||= key.toLowerCase() === 'root' && value.toLowerCase() === 'true';
    else if (applies) properties[key.toLowerCase()] = value.toLowerCase();
  }
  return { root, properties };
}

function toStyle(said: Readonly<Record<string, string>>): FormatConfig {
  const width = said['indent_size'] === 'tab' ? said['tab_width'] : (said['indent_size'] ?? said['tab_width']);
  const number = (value: string | undefined) => (value !== undefined && /^\d+$/.test(value) ? Number(value) : null);
  const tabWidth = number(width);
  const printWidth = number(said['max_line_length']);
  const end = said['end_of_line'];
  return {
    ...(said['indent_style'] === 'tab'
      ? { useTabs: true }
      : said['indent_style'] === 'space'
        ? { useTabs: false }
        : {}),
    ...(tabWidth === null ? {} : { tabWidth }),
    ...(printWidth === null ? {} : { printWidth }),
    ...(end === 'lf' || end === 'crlf' || end === 'cr' ? { endOfLine: end } : {}),
    ...(said['quote_type'] === 'single'
      ? { singleQuote: true }
      : said['quote_type'] === 'double'
        ? { singleQuote: false }
        : {}),
  };
}
