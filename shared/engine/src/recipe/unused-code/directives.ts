import type { ParsedModule } from '../../js/parse.ts';

/** What comments of a file say about unused code. */
export interface Directives {
  /** Why a declaration of `name` that starts at `offset` is meant to stay; null when no comment says so. */
  keeps(name: string, offset: number): string | null;
  /** Whether documentation comments use the name as a type or link. */
  documents(name: string): boolean;
}

const LINT_OFF =
  /^\s*(?:eslint-disable|biome-ignore|oxlint-disable|tslint:disable|deno-lint-ignore|noinspection)(-next-line|-line)?\b([^]*)/;
const ABOUT_UNUSED = /unused|no-?unreachable|useless/i;

export function readDirectives({ text, comments }: ParsedModule): Directives {
  const lineOf = lineCounter(text);
  const lines = new Map<number, string>();
  let everywhere: string | null = null;
  const exported = new Set<string>();
  const documented: string[] = [];
  for (const comment of comments) {
    const said = comment.value;
    const last = lineOf(comment.end);
    if (/^\s*@ts-(?:expect-error|ignore)\b/.test(said.replace(/^\**/, '')))
      lines.set(last + 1, 'a `@ts-expect-error` or `@ts-ignore` comment stands above it');
    const off = LINT_OFF.exec(said);
    if (off) {
      const [, scope, rest = ''] = off;
      const rules = rest.split('--')[0]?.trim() ?? '';
      const isIgnore = /^\s*(?:biome-ignore|deno-lint-ignore|noinspection)/.test(said);
      const reason = 'a comment tells the linter that it is meant to be unused';
      const relevant = rules === '' || ABOUT_UNUSED.test(rules);
      if (relevant && (scope === '-next-line' || isIgnore)) lines.set(last + 1, reason);
      else if (relevant && scope === '-line') lines.set(last, reason);
      // Everything switched off says little about unused code (generated files, most often); the rule by name does.
      else if (relevant && ABOUT_UNUSED.test(rules)) everywhere = reason;
    }
    const rule = /^\s*eslint\b[^]*?no-unused-vars['"]?\s*:\s*\[?\s*(?:0|['"]?off)/.test(said);
    if (rule) everywhere = 'the file switches the linter rule about unused variables off';
    const names = /^\s*exported\s+([^]*)/.exec(said)?.[1];
    for (const name of names?.split(/[\s,]+/) ?? []) exported.add(name);
    if (comment.type === 'Block' && said.startsWith('*')) {
      documented.push(...(said.match(/\{[^}]*\}|@see\s+[\w.]+/g) ?? []));
    }
  }
  const documents = new Set(documented.flatMap((each) => each.match(/[\w$]+/g) ?? []));
  return {
    keeps(name, offset) {
      if (/^_(?!_.*__$)/.test(name)) return 'its name starts with `_`, which says that it is meant to be unused';
      if (/^\$.+\$$|^__.+__$/.test(name)) return 'its name looks like a placeholder that a tool fills in';
      if (exported.has(name)) return 'an `exported` comment says that other scripts use it';
      return everywhere ?? lines.get(lineOf(offset)) ?? null;
    },
    documents: (name) => documents.has(name),
  };
}

export function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
