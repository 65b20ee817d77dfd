/** What the rules of gitleaks are tried on, as far as it stands in their sources as plain text. */
export interface RuleTests {
  readonly positives: readonly string[];
  readonly negatives: readonly string[];
  /** Entries that are put together while the tests run: they are other ones each time, and none of them is here. */
  readonly made: number;
}

const LIST = /\b(tps|fps|TPs|FPs)\s*(?::=|=|\+=)\s*(?:append\(\s*(?:\w+\.)?\w+\s*,|\[\]string\s*\{)/g;

/** The literal entries of `tps`, `fps`, `r.TPs` and `r.FPs` in a rule's Go source. Pure. */
export function readRuleTests(source: string): RuleTests {
  const positives: string[] = [];
  const negatives: string[] = [];
  let made = 0;
  const code = withoutComments(source);
  for (const match of code.matchAll(LIST)) {
    const into = match[1]?.toLowerCase() === 'tps' ? positives : negatives;
    for (const entry of entriesFrom(code, match.index + match[0].length)) {
      const text = literalOf(entry);
      if (text === null) made += 1;
      else into.push(text);
    }
  }
  return { positives, negatives, made };
}

const STRING = /`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/y;

/** Calls `onCode` for each character outside of strings, with its place, and goes over strings whole. */
function scan(text: string, start: number, onCode: (at: number) => number | null): void {
  for (let at = start; at < text.length;) {
    STRING.lastIndex = at;
    const string = STRING.exec(text);
    if (string) {
      at += string[0].length;
      continue;
    }
    const next = onCode(at);
    if (next === null) return;
    at = next;
  }
}

function withoutComments(source: string): string {
  const parts: string[] = [];
  let from = 0;
  scan(source, 0, (at) => {
    const end = source.startsWith('//', at)
      ? source.indexOf('\n', at)
      : source.startsWith('/*', at)
        ? source.indexOf('*/', at) + 2
        : -1;
    if (end <= at) return at + 1;
    parts.push(source.slice(from, at));
    from = end;
    return end;
  });
  return parts.join('') + source.slice(from);
}

/** The entries of a list that begins here, up to the bracket that closes it. */
function entriesFrom(code: string, start: number): string[] {
  const entries: string[] = [];
  let from = start;
  let depth = 0;
  scan(code, start, (at) => {
    const character = code[at] ?? '';
    if ('({['.includes(character)) depth += 1;
    const closes = ')}]'.includes(character);
    if (depth === 0 && (closes || character === ',')) {
      entries.push(code.slice(from, at).trim());
      from = at + 1;
    }
    if (closes && depth === 0) return null;
    if (closes) depth -= 1;
    return at + 1;
  });
  return entries.filter((entry) => entry !== '');
}

/** Null for what is more than one string, or is made by a call. */
function literalOf(entry: string): string | null {
  STRING.lastIndex = 0;
  const whole = STRING.exec(entry)?.[0];
  if (whole !== entry || entry.startsWith("'")) return null;
  if (entry.startsWith('`')) return entry.slice(1, -1);
  try {
    return JSON.parse(entry) as string;
  } catch {
    // An escape that JSON does not know: `\x41`, `\a`.
    return null;
  }
}
