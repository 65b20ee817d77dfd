import { Uri, window, workspace } from 'vscode';
import type { Parts } from '../parts.ts';

/** Selects the words of a clause, to be written anew: saving makes a revision. */
export async function changeClause({ spec_stale }: Parts, uri: unknown, id: unknown): Promise<void> {
  if (!(uri instanceof Uri) || typeof id !== 'string') return;
  const document = await workspace.openTextDocument(uri);
  const words = spec_stale.wordsOf(document, id);
  await window.showTextDocument(document, { preview: true, ...(words && { selection: words }) });
}

/** The person has looked at the code, and the clause holds for it. */
export async function clauseStillTrue({ spec_stale }: Parts, uri: unknown, id: unknown): Promise<void> {
  if (uri instanceof Uri && typeof id === 'string') await spec_stale.stillTrue(uri, id);
}
