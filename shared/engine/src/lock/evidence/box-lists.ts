import type { BlackBoxFacts } from '@iama/contracts/test-run/black-box';
import { section } from './page-parts.ts';

/** What is held of programs at their border, and what not. Pure. */
export function boxLists({ covered, uncovered, none_because, not_listed }: BlackBoxFacts): readonly string[] {
  return [
    ...(none_because === null ? [] : [none_because, '']),
    ...section(
      'Covered',
      covered.map(({ probe, answer, from, exact }) => {
        const how = exact ? 'byte for byte' : 'but for what changes from run to run';
        return `\`${probe.replaceAll('`', "'")}\`: ${answer}, ${how} (${from})`;
      }),
    ),
    ...section(
      'Not covered',
      uncovered.map(({ what, reason }) => `\`${what.replaceAll('`', "'")}\`: ${reason}`),
    ),
    ...(not_listed === 0 ? [] : [`${not_listed} more entries are not listed.`, '']),
  ];
}
