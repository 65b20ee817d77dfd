import type { SourceTree } from '../../recipe/recipe.ts';

export interface SampleArguments {
  readonly args: readonly string[];
  readonly from: string;
}

const SAID_IN = /(^|\/)(readme[^/]*|[^/]+\.(md|txt|sh|bats))$|(^|\/)(tests?|__tests__|examples?)\/.+\.\w+$/i;
/** What a shell would make more of than words: nobody can tell from the text what the program gets. */
const SHELL = /[|&;<>$`*?(){}[\]~#!]/;
const MOST_ARGUMENTS = 12;

const WORD = /"[^"]*"|'[^']*'|[^\s"']+/g;

/** Arguments with which a repository's own texts and scripts start a program: `name …`, `npx name …`, `node path …`. Pure. */
export function findSampleArguments(
  tree: SourceTree,
  scripts: ReadonlyMap<string, string>,
  name: string,
  path: string,
): readonly SampleArguments[] {
  const samples = new Map<string, SampleArguments>();
  const program = String.raw`(?:npx(?: --?\w+)* )?(?:${literally(name)}|node (?:\./)?${literally(path)})`;
  // What a text puts around a line that it shows: a prompt, the marks of code.
  const shown = new RegExp(String.raw`^\s*(?:[$>] )?(${'`'}?)${program}((?: .*)?)\1$`);
  const add = (line: string, from: string): void => {
    const rest = shown.exec(line.trimEnd())?.[2];
    const args = rest === undefined ? null : wordsOf(rest);
    if (args && args.length > 0 && !samples.has(args.join('\0'))) samples.set(args.join('\0'), { args, from });
  };
  for (const [script, line] of scripts) add(line, `npm run ${script}`);
  for (const [file, text] of [...tree.files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (SAID_IN.test(file)) text.split('\n').forEach((line, at) => add(line, `${file}:${at + 1}`));
  }
  return [...samples.values()];
}

/** Null where the words cannot be told. */
function wordsOf(text: string): readonly string[] | null {
  const words = text.match(WORD) ?? [];
  if (SHELL.test(text) || words.length > MOST_ARGUMENTS || text.replaceAll(WORD, '').trim() !== '') return null;
  return words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

function literally(text: string): string {
  return text.replaceAll(/[^\w]/g, String.raw`\$&`);
}
