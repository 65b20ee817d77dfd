import type { KeptReceipt } from '@iama/contracts/job/history';
import type { ReplayAttempt } from '@iama/engine/replay/replay-step';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { diffText, showDiff } from './diff.ts';
import { breachText } from './lock-card.ts';
import { showTestRun } from './test-run.ts';

const SHOWN = { failures: 5, diff_lines: 40 };

/** What an attempt wrote, what came of it and why it failed. `whole`: nothing is shortened. */
export function showReplayAttempt(terminal: Terminal, attempt: ReplayAttempt, whole: boolean): void {
  const { paint, width } = terminal;
  const say = (mark: string, text: string): void => terminal.line(bullet(mark, text, width, '     '));
  const { draft, patch, run } = attempt;
  for (const receipt of attempt.receipts) terminal.line(paint.dim(bullet(' ', receiptText(receipt), width, '     ')));
  if (draft?.note) say('"', cleanLine(draft.note));
  for (const problem of attempt.problems) say('x', cleanLine(problem));
  if (patch) showPatch(terminal, patch, whole);
  const suites = [...(run?.suites ?? []), ...(run?.characterization ?? [])];
  const known = new Map(suites.flatMap(({ cases }) => cases).map(({ id, failure }) => [id, failure?.message ?? '']));
  const order = [...known.keys()];
  // In the order of the run, so that the tests of the repository come before the written ones.
  const all = attempt.failed_tests.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const failed = whole ? all : all.slice(0, SHOWN.failures);
  for (const id of failed) say('x', cleanLine([id, known.get(id)].filter(Boolean).join(': ')));
  const more = all.length - failed.length;
  if (more > 0) say(' ', `and ${more} more`);
  for (const breach of attempt.breaches) say('!', breachText(breach));
  for (const { reason } of attempt.excluded) say('-', `left out: ${cleanLine(reason)}`);
  if (attempt.fingerprint !== null) {
    const beside = attempt.progress === null || attempt.progress === 'first' ? '' : ` (${attempt.progress})`;
    terminal.line(paint.dim(bullet('#', `${attempt.fingerprint}${beside}`, width, '     ')));
  }
  if (whole && run) showTestRun(terminal, 'Verification', run);
}

function showPatch(terminal: Terminal, patch: NonNullable<ReplayAttempt['patch']>, whole: boolean): void {
  const lines = diffText(patch).split('\n').length - 1;
  if (whole || lines <= SHOWN.diff_lines) return showDiff(terminal, patch);
  const text = `+${patch.lines_added} -${patch.lines_removed} lines; iama replay --step shows the diff`;
  terminal.line(bullet(' ', text, terminal.width, '     '));
}

function receiptText({ body }: KeptReceipt): string {
  const { model_class, alias, served_model, routed_model, usage, cost_nano_usd, outcome } = body;
  const tokens = usage ? `, ${usage.input} + ${usage.output} tokens` : '';
  const cost = cost_nano_usd === null ? '' : `, ${(cost_nano_usd / 1e9).toFixed(4)} USD`;
  return `${model_class} ${alias}: ${served_model ?? routed_model}, ${outcome}${tokens}${cost}`;
}
