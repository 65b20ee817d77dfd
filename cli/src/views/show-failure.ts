import type { JobFailure } from '@iama/contracts/job/state';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

/** A failure in full: its code and title, the evidence, and what to do next. */
export function showFailure({ line, width }: Pick<Terminal, 'line' | 'width'>, failure: JobFailure): void {
  line(bullet('x', `${failure.code}: ${failure.title}.`, width, '     '));
  if (failure.detail !== '') line(bullet(' ', cleanLine(failure.detail), width, '     '));
  line(bullet('>', `Next: ${cleanLine(failure.next)}`, width, '     '));
}
