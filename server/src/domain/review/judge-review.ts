import type { ChangeRequest, Exclusion } from '@iama/contracts/job/review';
import type { Hunk, Patch } from '@iama/contracts/patch/patch';

export type ReviewJudgement =
  | { readonly ok: true; readonly rejected_hunk_ids: readonly string[]; readonly rejected: readonly Exclusion[] }
  | {
      readonly ok: false;
      readonly code: 'NOT_IN_PATCH' | 'NOTHING_REJECTED' | 'EVERYTHING_REJECTED';
      readonly detail: string;
    };

/** A comment is shortened to this many characters where it stands as the reason for leaving a finding out. */
const MAX_QUOTE = 200;

/**
 * What another attempt has to leave out. A recipe changes a finding whole or not at all, so rejecting a hunk rejects the
 * findings behind it, and with it go the hunks that depend on it. A model can also act on words alone.
 */
export function judgeReview(
  patch: Patch,
  attempt: number,
  request: Pick<ChangeRequest, 'rejected_hunk_ids' | 'comments'>,
  writer: 'recipe' | 'model' = 'recipe',
): ReviewJudgement {
  const hunks = patch.files.flatMap((file) => file.hunks);
  const strange = strangerIn(patch, hunks, request);
  if (strange !== null) return { ok: false, code: 'NOT_IN_PATCH', detail: `The diff has no ${strange}.` };
  const rejected_ids = withDependents(hunks, request.rejected_hunk_ids);
  const findings = new Map(
    hunks.flatMap((hunk) =>
      rejected_ids.has(hunk.id) ? hunk.finding_ids.map((id) => [id, reasonOf(hunk, attempt, request)] as const) : [],
    ),
  );
  const rejected = [...findings].map(([finding_id, reason]) => ({ finding_id, reason }));
  const listens = writer === 'model' && request.comments.length > 0;
  if (listens) return { ok: true, rejected_hunk_ids: [...rejected_ids], rejected };
  if (findings.size === 0) {
    const detail =
      request.comments.length === 0
        ? 'No hunk of the diff is rejected.'
        : 'A recipe leaves out what you reject; it cannot act on words alone.';
    return { ok: false, code: 'NOTHING_REJECTED', detail };
  }
  if (hunks.every((hunk) => hunk.finding_ids.every((id) => findings.has(id)))) {
    return { ok: false, code: 'EVERYTHING_REJECTED', detail: 'Without what you rejected, the diff is empty.' };
  }
  return { ok: true, rejected_hunk_ids: [...rejected_ids], rejected };
}

function strangerIn(
  patch: Patch,
  hunks: readonly Hunk[],
  { rejected_hunk_ids, comments }: Pick<ChangeRequest, 'rejected_hunk_ids' | 'comments'>,
): string | null {
  const ids = new Set(hunks.map(({ id }) => id));
  const named = [...rejected_hunk_ids, ...comments.flatMap(({ hunk_id }) => hunk_id ?? [])];
  const id = named.find((each) => !ids.has(each));
  if (id !== undefined) return `hunk ${id}`;
  const paths = new Set(patch.files.flatMap(({ path, new_path }) => [path, new_path ?? path]));
  const comment = comments.find(({ path }) => !paths.has(path));
  return comment === undefined ? null : `file ${comment.path}`;
}

function withDependents(hunks: readonly Hunk[], ids: readonly string[]): ReadonlySet<string> {
  const rejected = new Set(ids);
  for (let size = -1; size !== rejected.size;) {
    size = rejected.size;
    for (const hunk of hunks) if (hunk.depends_on.some((id) => rejected.has(id))) rejected.add(hunk.id);
  }
  return rejected;
}

function reasonOf(
  hunk: Hunk,
  attempt: number,
  { rejected_hunk_ids, comments }: Pick<ChangeRequest, 'rejected_hunk_ids' | 'comments'>,
): string {
  if (!rejected_hunk_ids.includes(hunk.id)) return `It depends on what you rejected in attempt ${attempt}.`;
  const said = comments.find(({ hunk_id }) => hunk_id === hunk.id)?.body.replaceAll(/\s+/g, ' ');
  if (said === undefined) return `You rejected it in attempt ${attempt}.`;
  const quote = said.length > MAX_QUOTE ? `${said.slice(0, MAX_QUOTE)}…` : said;
  return `You rejected it in attempt ${attempt}: “${quote}”`;
}
