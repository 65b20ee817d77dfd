import type { BlackBoxFacts, BlackBoxQuestion } from '@iama/contracts/test-run/black-box';
import type { Translate } from './translate.ts';

/** A dialog has room for so many lines of each list; a document has them all. */
const SHOWN = 12;

export function coveredLines({ covered }: BlackBoxFacts): string[] {
  return covered.map(({ probe, answer, from }) => `${probe} → ${answer} (${from})`);
}

export function uncoveredLines({ uncovered }: BlackBoxFacts): string[] {
  return uncovered.map(({ what, reason }) => `${what}: ${reason}`);
}

/** What a person is asked before a job goes on above a black box. */
export function blackBoxQuestion(box: BlackBoxQuestion, t: Translate): { message: string; detail: string } {
  const message =
    box.none_because === null
      ? t('Only these answers of your programs would be held. Is that enough for this edit?')
      : t('Nothing that your programs answer would be held. Go on all the same?');
  const detail = [
    ...(box.confidence === null ? [] : [t('Confidence in the code of the target: {0} of 100.', box.confidence)]),
    ...(box.none_because === null ? [] : [box.none_because]),
    t('Covered ({0}):', box.covered.length),
    ...shortened(coveredLines(box), t),
    t('Not covered ({0}):', box.uncovered.length),
    ...shortened(uncoveredLines(box), t),
  ].join('\n');
  return { message, detail };
}

/** Both lists whole, as Markdown. */
export function blackBoxText(box: BlackBoxQuestion, t: Translate): string {
  const { message } = blackBoxQuestion(box, t);
  const list = (title: string, lines: readonly string[]): string[] => [
    '',
    `## ${title}`,
    '',
    ...lines.map((line) => `- ${line}`),
  ];
  const why = box.none_because === null ? [] : ['', box.none_because];
  const lists = [...list(t('Covered'), coveredLines(box)), ...list(t('Not covered'), uncoveredLines(box))];
  return [`# ${message}`, ...why, ...lists, ''].join('\n');
}

function shortened(lines: readonly string[], t: Translate): string[] {
  if (lines.length <= SHOWN) return [...lines];
  return [...lines.slice(0, SHOWN), t('and {0} more', lines.length - SHOWN)];
}
