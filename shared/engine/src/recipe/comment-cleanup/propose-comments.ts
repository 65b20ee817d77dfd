import type { PlanLevel } from '@iama/contracts/recipe';
import type { SourceTree } from '../recipe.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { child, walk } from '../../js/walk.ts';
import { NOTHING } from '../proposal/proposal.ts';
import type { FileOutcome, Hold, Proposal } from '../proposal/proposal.ts';
import { usesSemicolons } from '../proposal/text-style.ts';
import { withBlankLines } from '../unused-code/cut-statements.ts';
import { commentRuns } from './comment-runs.ts';
import type { CommentLine, CommentRun } from './comment-runs.ts';
import { looksLikeCode, speaksToTools } from './looks-like-code.ts';

/** Lines that say why code is switched off, or that it shall come back. */
export const EXPLAINS =
  /\b(?:todo|fixme|xxx|hack|note|disabled?|temporar\w*|until|uncomment|re-?enable|enable|example|e\.g|i\.e|for instance|usage|like this|equivalent|same as|instead of|pseudo|becomes?|before|after|output|result|input|given|previously)\b/i;

/** Code in comments of one script. */
export function proposeComments(tree: SourceTree, path: string, text: string, level: PlanLevel): FileOutcome {
  if (!/\/[/*]/.test(text)) return NOTHING;
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok) return { skip: `it does not parse: ${parsed?.message ?? 'no text'}` };
  const { module } = parsed;
  const bare = !usesSemicolons(text);
  const proposals: Proposal[] = [];
  const holds: Hold[] = [];
  const hold = (at: number, reason: string): void =>
    void holds.push({ symbol: null, at, reason: `Code in a comment stays: ${reason}.` });
  const jsx = jsxComments(module);
  for (const run of commentRuns(module)) {
    if (run.type === 'Block' && /^[*!]/.test(run.lines[0]?.text ?? '')) continue;
    if (text.slice(run.start, run.start + 3) === '/**') continue;
    const parts = codeIn(run, path, bare);
    if (parts.length === 0) continue;
    const isWhole =
      parts.length === 1 && parts[0]?.length === run.lines.filter((line) => line.text.trim() !== '').length;
    const prose = run.lines.filter((line) => !parts.some((part) => part.includes(line)));
    const reason = run.lines.some((line) => speaksToTools(line.text))
      ? 'a line of it speaks to a tool'
      : text.slice(0, run.start).replace(/^#!.*/, '').trim() === ''
        ? 'it is the head of the file'
        : prose.some((line) => EXPLAINS.test(line.text) || /:\s*$/.test(line.text))
          ? 'the words around it explain it'
          : prose.some((line) => /[;{}=]|\)\s*$|^\s*(?:case|default|else)\b/.test(line.text))
            ? 'it is a piece of code that is no whole statement'
            : parts.flat().some((line) => /[;)}]\s*\/\/\s*\w/.test(line.text))
              ? 'a note stands behind it'
              : !isWhole && level !== 'COMPREHENSIVE'
                ? 'words stand with it, which only the highest level tells apart'
                : !isWhole && run.type === 'Block'
                  ? 'words stand in the same block comment'
                  : run.type === 'Block' && level === 'CONSERVATIVE'
                    ? 'it is a block comment, which is for the next level'
                    : jsx.some(({ start, end }) => run.start >= start && run.end <= end)
                      ? 'it is a comment of markup'
                      : isSole(text, run)
                        ? 'a block would be left empty without a word'
                        : null;
    const [first] = parts.flat();
    if (reason !== null) hold(first?.start ?? run.start, reason);
    else for (const part of run.type === 'Block' ? [run.lines] : parts) proposals.push(proposalOf(text, run, part));
  }
  return { proposals, holds };
}

/** The longest stretches of lines that are code. */
function codeIn(run: CommentRun, path: string, bare: boolean): CommentLine[][] {
  const lines = run.lines.filter((line) => line.text.trim() !== '');
  const isCode = (part: readonly CommentLine[]) => looksLikeCode(part.map((line) => line.text).join('\n'), path, bare);
  if (lines.length > 0 && isCode(lines)) return [lines];
  if (lines.length > 60) return [];
  const parts: CommentLine[][] = [];
  for (let from = 0; from < lines.length; from++) {
    for (let to = lines.length; to > from; to--) {
      const part = lines.slice(from, to);
      if (!isCode(part)) continue;
      parts.push(part);
      from = to - 1;
      break;
    }
  }
  return parts;
}

/** Comments in braces between tags: the braces would be left. */
function jsxComments({ program }: ParsedModule): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  walk(program, (node) => {
    if (node.type === 'JSXExpressionContainer' && child(node, 'expression')?.type === 'JSXEmptyExpression')
      found.push(node);
  });
  return found;
}

/** Whether nothing else stands between the braces around a comment. */
function isSole(text: string, { start, end }: CommentRun): boolean {
  return /\{\s*$/.test(text.slice(0, start)) && /^\s*\}/.test(text.slice(end));
}

function proposalOf(text: string, run: CommentRun, part: readonly CommentLine[]): Proposal {
  const from = run.type === 'Block' ? run.start : (part[0]?.start ?? run.start);
  const to = run.type === 'Block' ? run.end : (part.at(-1)?.end ?? run.end);
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const newline = text.indexOf('\n', to);
  const cut = withBlankLines(text, { start: lineStart, end: newline === -1 ? text.length : newline + 1 });
  const code = part.map((line) => line.text.trim()).filter((line) => line !== '');
  const count = code.length;
  return {
    kind: 'commented_code',
    symbol: null,
    at: from,
    key: (code[0] ?? '').slice(0, 60),
    message: `${count === 1 ? 'One line' : `${count} lines`} of code in a comment: \`${(code[0] ?? '').slice(0, 60)}\`${count > 1 ? ' …' : ''}`,
    edits: [{ ...cut, replacement: '' }],
  };
}
