/** A line that stands for code its writer left out. `line` counts from 1. */
export interface Elision {
  readonly line: number;
  readonly text: string;
}

const OPENER = /^(?:\{\s*\/\*|\/\*+|<!--|\/\/+|#+|--|;+|%+|\*|"""|''')\s*/;
const CLOSER = /\s*(?:\*\/\s*\}?|-->|"""|''')$/;
const DOTS = /\.{3}|\u2026/;
/** What is left out, in the words that are used for it. */
const THING =
  '(?:code|implementation|logic|content|contents|methods?|functions?|class|file|body|imports?|props?|fields?|tests?|lines?|stuff|module|component|styles?|definitions?|statements?)';
/** More things that have a rest; alone, as in "previous page", their names say nothing. */
const WHOLE = `(?:${THING}|jsx|html|css|markup|template|query|schema|config|block|handlers?|routes?|script|page|object)`;
const WORDS = [
  new RegExp(`\\b(?:rest|remainder) of (?:the |your |this |my )?(?:[\\w-]+ ){0,3}?${WHOLE}\\b`, 'i'),
  new RegExp(`\\b(?:existing|previous|remaining|original|unchanged|same) (?:[\\w-]+ ){0,2}?${THING}\\b`, 'i'),
  new RegExp(
    `\\bother (?:[\\w-]+ ){0,2}?${THING} (?:(?:remains?|stays?|are) )?(?:the same|unchanged|omitted|as (?:is|before))`,
    'i',
  ),
  new RegExp(`\\b${THING} (?:remains?|stays?|is|are|continues?) (?:the same|unchanged|as (?:is|before))\\b`, 'i'),
  new RegExp(`\\b${THING} (?:unchanged|omitted|as before)\\b`, 'i'),
  /\b(?:no changes?|unchanged|same as (?:before|above)|as before|omitted|truncated|snip(?:ped)?|keep (?:the )?(?:rest|existing))\b/i,
];
/** Only with dots these words mean an omission; without them they may be a remark. */
const LOOSE =
  /\b(?:rest|remaining|existing|unchanged|previous|before|same|omitted|etc|so on|other|more|continues?|keep)\b/i;
/** In prose and data, three dots on a line of their own are a line like any other. */
const PROSE = /\.(?:md|mdx|markdown|txt|rst|adoc|ya?ml|csv|log|html?)$/i;

/**
 * The first line of new text that says "the rest as it was" instead of the rest. Written out, it would delete what it
 * stands for. `stays` holds lines, trimmed, that the text repeats from the file and so may have.
 */
export function findElision(path: string, text: string, stays: (line: string) => boolean): Elision | null {
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || !isElision(path, trimmed, () => opensBody(lines, index))) continue;
    if (!stays(trimmed)) return { line: index + 1, text: trimmed };
  }
  return null;
}

function isElision(path: string, line: string, isStub: () => boolean): boolean {
  if (/^(?:\.{3,}|\u2026)$/.test(line)) return !PROSE.test(path) && !(/\.pyi?$/.test(path) && isStub());
  const words = /^[[(<{]\s*(?:\.{3}|\u2026)(.*?)(?:\.{3}|\u2026)?\s*[\])>}]$/.exec(line)?.[1];
  if (words !== undefined && LOOSE.test(words)) return !/^[[{(]\s*\.{3}[\w.]+\s*[,)\]}]/.test(line);
  if (!OPENER.test(line)) return /^\.{3}\s*(?:existing|rest of|remaining|unchanged)\b/i.test(line);
  const remark = line.replace(OPENER, '').replace(CLOSER, '').trim();
  if (/^[[(<{]?\s*(?:\.{3,}|\u2026)\s*[\])>}]?$/.test(remark)) return true;
  if (!DOTS.test(remark)) return remark.length < 80 && WORDS.some((words) => fillsRemark(remark, words));
  const isLoose = LOOSE.test(remark);
  const ends = /(?:\.{3}|\u2026)\W*$/.test(remark);
  if (/^(?:\.{3}|\u2026)/.test(remark)) return isLoose || ends || /^(?:\.{3}|\u2026)\s/.test(remark);
  return isLoose && ends && remark.length < 60;
}

/** Without dots the words must be nearly all that the remark says, or sentences about code would be taken for it. */
function fillsRemark(remark: string, words: RegExp): boolean {
  const said = words.exec(remark)?.[0];
  if (said === undefined) return false;
  const left = remark
    .replace(said, '')
    .replace(
      /\b(?:the|here|goes|is|are|as|remains?|stays?|same|unchanged|omitted|for|brevity|of|and|all|your|below|above|this)\b/gi,
      '',
    );
  return left.replace(/[\W_]/g, '').length <= 4;
}

/** `def f():` with nothing but three dots in it is a declaration, in Python. */
function opensBody(lines: readonly string[], index: number): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '') continue;
    return /:\s*(?:#.*)?$/.test(line) || /(?:"""|''')$/.test(line);
  }
  return false;
}
