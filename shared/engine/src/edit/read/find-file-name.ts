const FENCE = /^\s*(?:`{3,}|~{3,})(.*)$/;
/** So many lines above a block are looked at. */
const MOST_ABOVE = 4;
const NAMES_WITHOUT_DOT =
  /^(?:.*\/)?(?:Makefile|Dockerfile|Procfile|Gemfile|Rakefile|Jenkinsfile|LICENSE|README|CMakeLists|BUILD|WORKSPACE)$/;
const EXTENSION = /^[^\s<>"'`|?*:;,()]+\.[A-Za-z0-9_+-]{1,12}$/;

/**
 * The path a block is for, from the lines between the block before (`after`) and its marker (`at`), the nearest first. A
 * name that is no file is taken for the only file that ends in it, unless the block makes a new one. Null without a name.
 */
export function findFileName(
  lines: readonly string[],
  at: number,
  after: number,
  paths: ReadonlySet<string>,
  makes_file: boolean,
): string | null {
  let seen = 0;
  for (let line = at - 1; line >= Math.max(after, 0) && seen < MOST_ABOVE; line -= 1) {
    const text = lines[line] ?? '';
    if (text.trim() === '') continue;
    seen += 1;
    const fence = FENCE.exec(text);
    const name = fence ? fromInfo(fence[1] ?? '', paths) : fromLine(text, paths);
    if (name !== null) return makes_file ? name : settled(name, paths);
  }
  return null;
}

/** ` ```python src/a.py `, ` ```src/a.py `, ` ```python:src/a.py `, ` ```ts file=src/a.ts `, ` ```ts title="src/a.ts" `. */
function fromInfo(info: string, paths: ReadonlySet<string>): string | null {
  for (const word of info.trim().split(/\s+/)) {
    const value = word.replace(/^\{?(?:file|filename|path|title|name)=/i, '').replace(/^[a-z+#]+:(?=.*[./])/i, '');
    const name = asName(value, paths);
    if (name !== null) return name;
  }
  return null;
}

/** `src/a.py`, `### src/a.py`, `**src/a.py**:`, `File: "src/a.py"`, `1. src/a.py`, `<path>src/a.py</path>`, `In src/a.py:`. */
function fromLine(line: string, paths: ReadonlySet<string>): string | null {
  const tagged = /<(?:path|file|file_path|filename)>\s*([^<]+?)\s*<\/(?:path|file|file_path|filename)>/i.exec(
    line,
  )?.[1];
  if (tagged !== undefined) return asName(tagged, paths);
  const bare = line
    .trim()
    .replace(/^(?:#+|\/\/+|--|;+|\*(?!\*)|-|\d+[.)]|>|<!--|\/\*)\s+/, '')
    .replace(/\s*(?:-->|\*\/)$/, '')
    .replace(/^\W*(?:file ?name|file ?path|file|path|in|edit|update|modify|create|new file)\b\W*?[:\s]\s*/i, '')
    .trim();
  const whole = asName(bare, paths);
  if (whole !== null) return whole;
  const quoted = [...line.matchAll(/[`"']([^`"']+)[`"']|\*\*([^*]+)\*\*/g)].flatMap(
    (match) => asName(match[1] ?? match[2] ?? '', paths) ?? [],
  );
  return quoted.length === 1 ? (quoted[0] ?? null) : null;
}

function asName(words: string, paths: ReadonlySet<string>): string | null {
  const bare = words
    .trim()
    .replace(/:$/, '')
    .replace(/^[*_`"'([{<]+|[*`"')\]}>,;]+$/g, '')
    .replace(/:$/, '')
    .replace(/^(?:\.[\\/])+/, '')
    .replaceAll('\\', '/')
    .trim();
  if (bare === '') return null;
  if (paths.has(bare)) return bare;
  return EXTENSION.test(bare) || NAMES_WITHOUT_DOT.test(bare) || /^(?:[\w@.-]+\/)+[\w.-]+$/.test(bare) ? bare : null;
}

function settled(name: string, paths: ReadonlySet<string>): string {
  if (paths.has(name) || paths.size === 0) return name;
  const ending = [...paths].filter((path) => path.endsWith(`/${name}`));
  return ending.length === 1 ? (ending[0] ?? name) : name;
}
