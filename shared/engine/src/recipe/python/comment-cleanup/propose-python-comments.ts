import type { PlanLevel } from '@iama/contracts/recipe';
import type { SourceTree } from '../../recipe.ts';
import { EXPLAINS } from '../../comment-cleanup/propose-comments.ts';
import { NOTHING } from '../../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../../proposal/proposal.ts';
import { withBlankLines } from '../../unused-code/cut-statements.ts';
import { lintPython } from '../ruff/lint-python.ts';
import { ruffCheck } from '../ruff/ruff-host.ts';
import { pythonTree } from '../python-tree.ts';

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What only code has: a call, an assignment, a keyword with its colon. */
const CERTAIN =
  /^(?:(?:async\s+)?(?:def|class|for|while|with|if|elif|try|except|finally|else)\b.*:|(?:from\s+[\w.]+\s+)?import\s+[\w.*]|return\b|raise\b|assert\b|del\b|yield\b|await\b|@\w|[\w.[\]'"]+\s*(?:[-+*/|&]?=)[^=]|[\w.]+\(.*\)$|print\b)/;

/** Code in comments of one Python file: what ruff takes for code, in runs of lines that parse as statements. */
export async function proposePythonComments(
  tree: SourceTree,
  path: string,
  text: string,
  level: PlanLevel,
): Promise<FileOutcome> {
  if (!text.includes('#')) return NOTHING;
  const parsed = pythonTree(text);
  if (!parsed.ok) return { skip: parsed.reason };
  const found = new Set((await lintPython(tree, path, text, ['ERA001'])).map(({ start }) => start));
  if (found.size === 0) return NOTHING;
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  for (const run of runsOf(
    text,
    parsed.root.findAll({ rule: { kind: 'comment' } }).map((each) => each.range().start.index),
  )) {
    const hits = run.filter(({ start }) => found.has(start));
    const [first] = hits;
    if (!first) continue;
    const reason = await whyKept(text, run, hits, level);
    if (reason !== null) holds.push({ symbol: null, at: first.start, reason: `Code in a comment stays: ${reason}.` });
    else proposals.push(proposalOf(text, run));
  }
  return { proposals, holds };
}

/** Comments on lines of their own, of the same indentation, one below the other. */
function runsOf(text: string, starts: readonly number[]): Line[][] {
  const runs: Line[][] = [];
  for (const start of starts.toSorted((a, b) => a - b)) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (text.slice(lineStart, start).trim() !== '') continue;
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = { start, end, text: text.slice(start, end).replace(/\r$/, '') };
    const last = runs.at(-1)?.at(-1);
    const isNext =
      last &&
      last.end + 1 === lineStart &&
      last.start - (text.lastIndexOf('\n', last.start - 1) + 1) === start - lineStart;
    if (isNext) runs.at(-1)?.push(line);
    else runs.push([line]);
  }
  return runs;
}

async function whyKept(
  text: string,
  run: readonly Line[],
  hits: readonly Line[],
  level: PlanLevel,
): Promise<string | null> {
  const others = run.filter((line) => !hits.includes(line) && /\w/.test(line.text));
  if (
    run.some(({ text: said }) =>
      /^#\s*(?:type:|noqa|pragma|pylint|mypy|ruff|fmt|isort|flake8|coding|-\*-|!|nosec|cython|distutils|>>>|%|SPDX|copyright)/i.test(
        said,
      ),
    )
  )
    return 'a line of it speaks to a tool';
  if (
    text
      .slice(0, run[0]?.start)
      .replace(/^#!.*\n/, '')
      .trim() === ''
  )
    return 'it is the head of the file';
  if (others.some(({ text: said }) => EXPLAINS.test(said) || /:\s*$/.test(said)))
    return 'the words around it explain it';
  if (run.some(({ text: said }) => /^#.*\s#\s*\w/.test(said))) return 'a note stands behind it';
  const code = dedent(run.map(({ text: said }) => said.replace(/^#/, '')));
  const problems = await ruffCheck({ lint: { select: ['E9'] } }, wrapped(code));
  if (problems.some((each) => each.code === null)) return 'it is no whole statement, or words stand with it';
  const certain = code.split('\n').some((line) => CERTAIN.test(line.trim()));
  if (!certain || code.split('\n').every(isFormula)) return 'it may be a formula or a name';
  if (level !== 'COMPREHENSIVE' && code.split('\n').every((line) => line.startsWith('assert ')))
    return 'it may be a note of what holds here';
  return level === 'CONSERVATIVE' &&
    (others.length > 0 || hits.length < run.filter(({ text: said }) => /\w/.test(said)).length)
    ? 'not every line of it is surely code'
    : null;
}

/** Arithmetic of names and numbers explains as often as it was switched off. */
function isFormula(line: string): boolean {
  return /^\s*[\w.]+\s*=\s*[\w\s.+\-*/^%()]+$/.test(line) && /[-+*/^%]/.test(line) && !/\w\(/.test(line);
}

/** Statements that only a function may hold parse in one. */
function wrapped(code: string): string {
  return `async def _():\n  while True:\n${code
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;
}

function dedent(lines: readonly string[]): string {
  const full = lines.filter((line) => line.trim() !== '');
  const common = full.length === 0 ? 0 : Math.min(...full.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(common)).join('\n');
}

function proposalOf(text: string, run: readonly Line[]): Proposal {
  const start = text.lastIndexOf('\n', (run[0]?.start ?? 0) - 1) + 1;
  const end = Math.min(text.length, (run.at(-1)?.end ?? 0) + 1);
  const cut = withBlankLines(text, { start, end });
  // Blank lines between functions are style; those inside of a block are closed up.
  const isTop = run[0]?.start === start;
  const [first = ''] = run.map((line) => line.text.replace(/^#\s*/, ''));
  return {
    kind: 'commented_code',
    symbol: null,
    at: run[0]?.start ?? start,
    key: first.slice(0, 60),
    message: `${run.length === 1 ? 'One line' : `${run.length} lines`} of code in a comment: \`${first.slice(0, 60)}\`${run.length > 1 ? ' …' : ''}`,
    edits: [{ start: isTop ? start : cut.start, end: isTop ? end : cut.end, replacement: '' }],
  };
}
