const FENCE = /^\s*(?:`{3,}|~{3,})(.*)$/;
/** So many lines above a block are looked at. */
const MOST_ABOVE = 4;
const NAMES_WITHOUT_DOT =
  /^(?:.*\/)?(?:Makefile|Dockerfile|Procfile|Gemfile|Rakefile|Jenkinsfile|LICENSE|README|CMakeLists|BUILD|WORKSPACE)$/;
const EXTENSION = /^[^\s<>"'`|?*:;,()]+\.[A-Za-z0-9_+-]{1,12}$/;

/** `unclear` holds what the lines above mention when nobody can say which of it is meant. */
export type FoundName = { readonly name: string } | { readonly unclear: readonly string[] };

/**
 * The path a block is for, from the lines between the block before (`after`) and its marker (`at`), the nearest first. A
 * name that is no file is taken for the only file that ends in it, unless the block makes a new one.
 *
 * Without a name a block is of the file before (`carried`), so all lines down from that one are looked at: a sentence that
 * leads over to another file must not leave the block with the wrong one. Null when there is no name and no file before.
 */
export function findFileName(
  lines: readonly string[],
  at: number,
  after: number,
  paths: ReadonlySet<string>,
  makes_file: boolean,
  carried: string | null,
): FoundName | null {
  const known = knownNames(paths);
  let seen = 0;
  for (let line = at - 1; line >= Math.max(after, 0) && (seen < MOST_ABOVE || carried !== null); line -= 1) {
    const text = lines[line] ?? '';
    if (text.trim() === '') continue;
    seen += 1;
    const fence = FENCE.exec(text);
    const name = fence ? fromInfo(fence[1] ?? '', paths) : fromLine(text, paths);
    const isNear = seen <= MOST_ABOVE;
    if (name !== null && (isNear || known(name) !== null)) return { name: makes_file ? name : (known(name) ?? name) };
    const told = fence ? null : fromSentence(text, known, paths, isNear, carried);
    if (told !== null) return told;
  }
  return carried === null ? null : { name: carried };
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
  return asName(bare, paths);
}

/**
 * A file that a sentence speaks of. One that only leads over to the block (it ends in a colon) may change the file; any
 * other may as well speak of a third one, and then only agrees with what was known before.
 */
function fromSentence(
  line: string,
  known: (name: string) => string | null,
  paths: ReadonlySet<string>,
  is_near: boolean,
  carried: string | null,
): FoundName | null {
  const isLead = /:\W*$/.test(line);
  const words = line.split(/[\s`"'*()[\]<>,;]+/).map((word) => word.replace(/[.:!?]+$/, ''));
  const mentioned = new Set(words.filter((word) => /[./]/.test(word)).flatMap((word) => known(word) ?? []));
  const quoted = new Set(
    [...line.matchAll(/[`"']([^`"']+)[`"']|\*\*([^*]+)\*\*/g)].flatMap(
      (match) => asName(match[1] ?? match[2] ?? '', paths) ?? [],
    ),
  );
  const last = words.findLast((word) => word !== '') ?? '';
  const leads = isLead && last.includes('/') && EXTENSION.test(last) ? [last] : [...quoted];
  // `os.path` is no file; `b.ts` may well be one where there are others of its kind.
  const missing = leads.filter((name) => carried === null || name.includes('/') || hasKind(paths, name));
  const names = mentioned.size > 0 ? [...mentioned] : is_near ? missing : [];
  const [only] = names;
  if (only === undefined || (mentioned.size === 0 && names.length > 1)) return null;
  if (names.length > 1) return { unclear: names };
  return carried === null || only === carried || isLead ? { name: only } : { unclear: [carried, only] };
}

function hasKind(paths: ReadonlySet<string>, name: string): boolean {
  const kind = name.slice(name.lastIndexOf('.'));
  return [...paths].some((path) => path.endsWith(kind));
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

/** The file of that name, or the only one that ends in it; null when there is none, or several. */
function knownNames(paths: ReadonlySet<string>): (name: string) => string | null {
  return (name) => {
    const own = name.replace(/^(?:\.[\\/])+/, '').replaceAll('\\', '/');
    if (own === '' || paths.has(own)) return own === '' ? null : own;
    const ending = [...paths].filter((path) => path.endsWith(`/${own}`));
    return ending.length === 1 ? (ending[0] ?? null) : null;
  };
}
