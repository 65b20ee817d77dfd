import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** What the ignore files of a tree say of a path, by git's rules. Paths are relative to the root, with `/`. */
export interface IgnoreRules {
  /** `isFolder`: patterns that end with `/` mean folders only. Also true for whatever lies in an ignored folder. */
  isIgnored(path: string, isFolder?: boolean): boolean;
}

/** The rules of one file. The library answers for a path with all folders above it; git asks for each folder once. */
interface FolderRules {
  /** `''` for the root, otherwise with a slash at its end. */
  readonly base: string;
  readonly matcher: Ignore;
  readonly lines: readonly Line[];
}

interface Line {
  readonly takes_back: boolean;
  readonly matcher: Ignore;
}

type Verdict = 'ignored' | 'taken_back' | null;

/**
 * Rules from ignore files by the folder they stand in (`''` for the root). The deepest file that has an opinion decides; what
 * lies in an ignored folder cannot be taken back.
 */
export function ignoreRules(texts: ReadonlyMap<string, string>): IgnoreRules {
  const all = [...texts]
    .map(([folder, text]) => folderRules(folder === '' ? '' : `${folder}/`, text))
    .toSorted((a, b) => b.base.length - a.base.length);
  const folders = new Map<string, boolean>();
  const judge = (path: string): boolean => {
    for (const rules of all) {
      if (!path.startsWith(rules.base) || path.length === rules.base.length) continue;
      const verdict = verdictOf(rules, path.slice(rules.base.length));
      if (verdict !== null) return verdict === 'ignored';
    }
    return false;
  };
  const isFolderIgnored = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const above = folder.lastIndexOf('/');
    const verdict = (above !== -1 && isFolderIgnored(folder.slice(0, above))) || judge(`${folder}/`);
    folders.set(folder, verdict);
    return verdict;
  };
  return {
    isIgnored(path, isFolder = false) {
      if (all.length === 0) return false;
      if (isFolder) return isFolderIgnored(path);
      const above = path.lastIndexOf('/');
      return (above !== -1 && isFolderIgnored(path.slice(0, above))) || judge(path);
    },
  };
}

function folderRules(base: string, text: string): FolderRules {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const takes_back = line.startsWith('!');
      return { takes_back, matcher: matcherOf(takes_back ? line.slice(1) : line) };
    });
  return { base, matcher: matcherOf(text), lines };
}

function matcherOf(text: string): Ignore {
  return ignore({ ignorecase: false }).add(text);
}

/**
 * Whoever asks knows that no folder above is ignored. Where these rules would ignore one all the same, a deeper file has taken
 * it back, and only what they say of the path itself counts: the last line that means it.
 */
function verdictOf({ matcher, lines }: FolderRules, path: string): Verdict {
  const above = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
  if (above === '' || !matcher.test(above).ignored) {
    const { ignored, unignored } = matcher.test(path);
    return ignored ? 'ignored' : unignored ? 'taken_back' : null;
  }
  const last = lines.findLast((line) => line.matcher.test(path).ignored && !line.matcher.test(above).ignored);
  return last === undefined ? null : last.takes_back ? 'taken_back' : 'ignored';
}
