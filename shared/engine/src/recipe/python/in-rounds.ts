import type { TextEdit } from '@iama/contracts/patch/patch';
import { applyEdits } from '../../patch/apply-edits.ts';
import { lineHunks } from '../formatting/line-hunks.ts';
import type { FileOutcome, Proposal, Replacement } from '../proposal/proposal.ts';

/** One change may make room for the next; what is left after these rounds waits for another run. */
const MOST_ROUNDS = 5;

/**
 * Ask again on the text that the proposals give, until nothing is found. What one round does stays as it is; where a later
 * round finds more, its changes build on those before, and the file's changes become one.
 */
export async function inRounds(text: string, propose: (text: string) => Promise<FileOutcome>): Promise<FileOutcome> {
  const first = await propose(text);
  if ('skip' in first || first.proposals.length === 0) return first;
  const messages: string[] = [];
  let now = text;
  let rounds = 0;
  for (let found = first; rounds < MOST_ROUNDS && found.proposals.length > 0; rounds++) {
    const own = apart(found.proposals);
    messages.push(...own.map(({ message }) => message));
    now = applyEdits(now, own.flatMap(({ edits }) => edits.map(edit)).toSorted(byPlace));
    const next = await propose(now);
    if ('skip' in next) return first;
    found = next;
  }
  if (rounds <= 1) return first;
  const [proposal] = first.proposals;
  const hunks = lineHunks(text, now);
  if (!proposal || !hunks[0]) return first;
  const said = [...new Set(messages)];
  const message = said.length > 6 ? `${said.slice(0, 6).join(' ')} And ${said.length - 6} more.` : said.join(' ');
  return {
    proposals: [{ ...proposal, symbol: null, at: hunks[0].start, key: 'several', message, edits: hunks }],
    holds: first.holds,
  };
}

/** Those whose edits no earlier one has taken the text of. */
function apart(proposals: readonly Proposal[]): Proposal[] {
  const taken: Replacement[] = [];
  return proposals.filter(({ edits }) => {
    const isFree = !edits.some((each) => taken.some((other) => each.start < other.end && other.start < each.end));
    if (isFree) taken.push(...edits);
    return isFree;
  });
}

function edit(each: Replacement): TextEdit {
  return { ...each, finding_id: '' };
}

function byPlace(a: Replacement, b: Replacement): number {
  return a.start - b.start || a.end - b.end;
}
