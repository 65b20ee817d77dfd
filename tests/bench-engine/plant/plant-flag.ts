import type { LanguageId } from '@iama/engine/syntax/dialect';
import type { BlockNode, SyntaxNode } from '@iama/engine/syntax/node';
import type { SourceFile } from '@iama/engine/syntax/source-file';
import type { Dice } from '../trace/dice.ts';

/** A text into which questions for the flag were planted, so that answering them with yes should give the old text back. */
export interface Planted {
  readonly text: string;
  readonly places: number;
}

interface Words {
  readonly flag: string;
  readonly not: (flag: string) => string;
  /** Around statements that already stand one step further in, at the given indentation. */
  readonly wrap: (test: string, body: string, indent: string) => string;
  readonly wrapElse: (test: string, body: string, indent: string, step: string) => string;
}

const braces = (flag: string, open: string, close: string, junk: string): Words => ({
  flag,
  not: (text) => `!${text}`,
  wrap: (test, body, indent) => `if ${open}${test}${close} {\n${body}\n${indent}}`,
  wrapElse: (test, body, indent, step) =>
    `if ${open}${test}${close} {\n${indent}${step}${junk}\n${indent}} else {\n${body}\n${indent}}`,
});

const C_LIKE = braces("flags.isEnabled('stale')", '(', ')', "abandoned('old');");
const JAVA_LIKE = braces('flags.isEnabled("stale")', '(', ')', 'abandoned("old");');

const WORDS: Readonly<Partial<Record<LanguageId, Words>>> = {
  javascript: C_LIKE,
  typescript: C_LIKE,
  java: JAVA_LIKE,
  kotlin: braces('flags.isEnabled("stale")', '(', ')', 'abandoned("old")'),
  csharp: braces('flags.IsEnabled("stale")', '(', ')', 'Abandoned("old");'),
  go: braces('flags.IsEnabled("stale")', '', '', 'abandoned("old")'),
  swift: braces('flags.isEnabled("stale")', '', '', 'abandoned("old")'),
  rust: braces('flags.is_enabled("stale")', '', '', 'abandoned("old");'),
  php: braces("$flags->isEnabled('stale')", '(', ')', "abandoned('old');"),
  python: {
    flag: "flags.is_enabled('stale')",
    not: (text) => `not ${text}`,
    wrap: (test, body) => `if ${test}:\n${body}`,
    wrapElse: (test, body, indent, step) => `if ${test}:\n${indent}${step}abandoned('old')\n${indent}else:\n${body}`,
  },
  ruby: {
    flag: 'flags.enabled?(:stale)',
    not: (text) => `!${text}`,
    wrap: (test, body, indent) => `if ${test}\n${body}\n${indent}end`,
    wrapElse: (test, body, indent, step) =>
      `if ${test}\n${indent}${step}abandoned('old')\n${indent}else\n${body}\n${indent}end`,
  },
};

/** Plant the flag at about `places` statements of the file; null when there is none that may be wrapped. */
export function plantFlag(file: SourceFile, dice: Dice, places: number): Planted | null {
  const words = WORDS[file.dialect.language];
  const sites = words ? sitesOf(file) : [];
  if (!words || sites.length === 0) return null;
  const chosen = new Set(Array.from({ length: places }, () => dice.pick(sites)));
  // From the end, so that earlier offsets stay true; statements do not overlap, since only innermost ones are sites.
  const ordered = [...chosen].toSorted((a, b) => b.start - a.start);
  let { text } = file;
  for (const site of ordered)
    text = text.slice(0, site.start) + wrapped(file, site, words, dice) + text.slice(site.end);
  return { text, places: ordered.length };
}

/** Statements alone on their lines that neither declare nor leave, and hold no such statement themselves. */
function sitesOf(file: SourceFile): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    for (const child of node.children) visit(child);
    if (node.role === 'block') found.push(...node.body.filter((each) => mayWrap(file, each)));
  };
  visit(file.root);
  return found;
}

function mayWrap(file: SourceFile, node: SyntaxNode): boolean {
  if (node.role !== 'expression' || !isRun(node)) return false;
  const block = node.parent as BlockNode;
  // The last expression of a body may be its value.
  if (block.body.at(-1) === node && block.parent?.role === 'function' && block.parent.implicit_return) return false;
  const before = file.text.slice(file.text.lastIndexOf('\n', node.start - 1) + 1, node.start);
  const lineEnd = file.text.indexOf('\n', node.end);
  const after = file.text.slice(node.end, lineEnd < 0 ? file.text.length : lineEnd);
  return before.trim() === '' && after.trim() === '' && !/[\n\r]/.test(file.text.slice(node.start, node.end));
}

function isRun({ expression }: Extract<SyntaxNode, { role: 'expression' }>): boolean {
  return expression.role === 'call' && !expression.args.some(({ trailing }) => trailing) && !isSuper(expression.callee);
}

/** Constructors of the class above must stay first. */
function isSuper(callee: SyntaxNode): boolean {
  return (callee.role === 'name' && /^(super|this)$/.test(callee.name)) || callee.role === 'other';
}

function wrapped(file: SourceFile, site: SyntaxNode, words: Words, dice: Dice): string {
  const line = file.text.lastIndexOf('\n', site.start - 1) + 1;
  const indent = file.text.slice(line, site.start);
  const step = indent.includes('\t') ? '\t' : file.dialect.language === 'python' ? '    ' : '  ';
  const body = `${indent}${step}${file.text.slice(site.start, site.end)}`;
  const not = words.not(words.flag);
  const own = file.text.slice(site.start, site.end);
  const forms = [() => words.wrap(words.flag, body, indent), () => words.wrapElse(not, body, indent, step)];
  // A comment above would become the comment of what is planted, and rightly go with it.
  const isExplained = file.comments.some(({ end }) => file.text.slice(end, line).trim() === '' && end <= line);
  if (!isExplained) forms.push(() => `${words.wrap(not, body, indent)}\n${indent}${own}`);
  return dice.make(forms);
}
