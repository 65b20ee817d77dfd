import type { ContextBundle, ContextSlice } from '@iama/contracts/model/context-bundle';

const TITLES: Readonly<Record<ContextSlice['role'], string>> = {
  target: 'The target',
  dependency: 'What the target stands on',
  type: 'Types that the target speaks of',
  caller: 'Who uses the target',
  test: 'Tests that reach the target',
};

/** All that is shown of a workspace, in the order of its worth. */
export function showBundle({ slices, omitted }: ContextBundle): string {
  const parts = (Object.keys(TITLES) as ContextSlice['role'][]).flatMap((role) => {
    const of = slices.filter((slice) => slice.role === role);
    return of.length === 0 ? [] : [`# ${TITLES[role]}`, ...of.map(showSlice)];
  });
  const left = omitted.slice(0, MOST_OMITTED).map(({ path, reason }) => `- ${path}: ${reason}`);
  return [...parts, ...(left.length === 0 ? [] : ['# Not shown', ...left])].join('\n\n');
}

const MOST_OMITTED = 50;

/** A fence longer than any in the text: nothing in it can end it. */
function showSlice({ path, symbol, form, line, text }: ContextSlice): string {
  const what = symbol === null ? path : `${path}, ${symbol}`;
  const how = form === 'signature' ? ', bodies left out' : symbol === null ? '' : `, from line ${line}`;
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${what}${how}\n${fence}\n${text.endsWith('\n') ? text : `${text}\n`}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
