import picomatch from 'picomatch';
import { parse as parseYaml } from 'yaml';
import type { SourceTree } from '../recipe.ts';
import { baseNameOf, directoryOf, joinPath } from '../../js/paths.ts';
import { isObject, readJson } from '../../js/read-json.ts';
import type { Json, JsonObject } from '../../js/read-json.ts';

/** What a repository has told its spelling checker. */
export interface RepositoryWords {
  /** In lower case. */
  readonly words: ReadonlySet<string>;
  isLeftOut(path: string): boolean;
}

const CONFIGS = /^\.?cspell(?:\.config)?\.(?:jsonc?|ya?ml)$/i;

export function repositoryWords(tree: SourceTree): RepositoryWords {
  const words = new Set<string>();
  const globs: string[] = [];
  const add = (value: Json | undefined): void => {
    if (Array.isArray(value))
      for (const each of value)
        if (typeof each === 'string') words.add(each.replace(/^[~!*+]+|[*+]+$/g, '').toLowerCase());
  };
  for (const [path, text] of tree.files) {
    const name = baseNameOf(path);
    const config = CONFIGS.test(name)
      ? read(name, text)
      : name === 'package.json'
        ? tableOf(readJson(text), 'cspell')
        : null;
    if (path.endsWith('.vscode/settings.json'))
      for (const key of ['cSpell.words', 'cSpell.ignoreWords', 'cSpell.userWords'])
        add(tableOf({ at: readJson(text) }, 'at')?.[key]);
    if (/^(?:\.codespellrc|\.?spelling|\.?wordlist|dictionary)(?:\.txt)?$|\.dic$/.test(name))
      for (const line of text.split(/\s+/)) words.add(line.toLowerCase());
    if (!config) continue;
    add(config['words']);
    add(config['ignoreWords']);
    if (Array.isArray(config['ignorePaths']))
      globs.push(...config['ignorePaths'].filter((each) => typeof each === 'string'));
    for (const each of Array.isArray(config['dictionaryDefinitions']) ? config['dictionaryDefinitions'] : []) {
      const file =
        isObject(each) && typeof each['path'] === 'string' ? joinPath(directoryOf(path), each['path']) : null;
      for (const line of (file === null ? '' : (tree.files.get(file) ?? '')).split(/\s+/))
        words.add(line.replace(/^[~!*+]+|[*+]+$/g, '').toLowerCase());
    }
  }
  const isMatch =
    globs.length === 0
      ? () => false
      : picomatch(
          globs.flatMap((each) => [each, `**/${each}`, `${each}/**`, `**/${each}/**`]),
          { dot: true },
        );
  return { words, isLeftOut: isMatch };
}

function read(name: string, text: string): JsonObject | null {
  try {
    const value = /\.ya?ml$/.test(name) ? (parseYaml(text) as Json) : readJson(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function tableOf(value: Json, key: string): JsonObject | null {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : null;
}
