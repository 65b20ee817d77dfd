import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { SPEC_TEXT_MAX } from '@iama/contracts/job/spec';
import { Range, commands, l10n, window, workspace } from 'vscode';
import type { Disposable, TextDocument } from 'vscode';
import { listens, noClarification } from '../../core/fallback/fallback-actions.ts';
import { addClause } from '../../core/spec/add-clause.ts';
import { specUri } from '../../editor/spec-files.ts';
import { readFallback } from '../../editor/read-fallback.ts';
import type { Parts } from '../parts.ts';
import { askSentence } from './ask-sentence.ts';
import { tryRepairAgain } from './intervene.ts';

/**
 * One sentence of the person: as a clause of a new revision, which they read and approve; or for the model that makes the next
 * attempt of a repair that waits.
 */
export async function clarify(parts: Parts, job_id: string): Promise<void> {
  const { connection, center, timelines, kept } = parts;
  const client = await connection.client();
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  center.learn(job);
  if (listens(job)) {
    await tryRepairAgain(parts, job_id, true);
    return;
  }
  const reason = noClarification(job, l10n.t);
  if (reason !== null) {
    void window.showInformationMessage(reason);
    return;
  }
  const key = `clarification-${job_id}`;
  const sentence = await askSentence(kept, key, {
    title: l10n.t('Clarify in one line'),
    prompt: l10n.t('It becomes a clause of the specification. You approve it before the next attempt.'),
    place_holder: l10n.t('What must stay as it is, for instance: empty carts have a total of 0'),
    most: SPEC_TEXT_MAX,
  });
  if (sentence === null || sentence === '') return;
  const { tests } = await readFallback(client, timelines, job);
  if (!job.accepted_events.includes('edit_spec')) {
    center.learn(await client.call('spec.revise', { params, repeatable: true }).catch(movedOn(client, job_id)));
    await center.goOn(client, job_id, job.last_seq);
  }
  await edit(
    client,
    job_id,
    sentence,
    tests.map((test) => test.id),
  );
  await kept.write(key, undefined);
  await showClause(job_id, sentence);
}

/** The specification with the cursor at what was just added. A long sentence is printed on many lines: its beginning will do. */
async function showClause(job_id: string, sentence: string): Promise<void> {
  const uri = specUri(job_id);
  const beginning = sentence.slice(0, 40);
  const document = await workspace.openTextDocument(uri);
  await untilItSays(document, beginning);
  const at = document.getText().lastIndexOf(beginning);
  const selection = at < 0 ? {} : { selection: new Range(document.positionAt(at), document.positionAt(at)) };
  await commands.executeCommand('vscode.open', uri, { preview: true, ...selection });
}

/** One that was looked at before has the older revision, until the editor reads it again. */
async function untilItSays(document: TextDocument, words: string): Promise<void> {
  if (document.getText().includes(words)) return;
  let listening: Disposable | undefined;
  const said = new Promise<void>((resolve) => {
    listening = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && document.getText().includes(words)) resolve();
    });
  });
  await Promise.race([said, sleep(READ_AGAIN_MS)]);
  listening?.dispose();
}

const READ_AGAIN_MS = 5000;

/** A clause is added to whatever stands: a revision that somebody else made meanwhile keeps what it says. */
async function edit(client: Client, job_id: string, sentence: string, test_ids: readonly string[]): Promise<void> {
  for (let again = TRIES; ; again -= 1) {
    const spec = await client.call('spec.get', { params: { job_id } });
    try {
      await client.call('spec.edit', { params: { job_id }, body: addClause(spec, sentence, test_ids) });
      return;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'SPEC_REVISION_CONFLICT' || again === 1) throw error;
    }
  }
}

const TRIES = 3;

/** The answer was lost, or somebody else was quicker: then the specification can be edited, or the edit says why not. */
function movedOn(client: Client, job_id: string) {
  return (error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'ILLEGAL_TRANSITION') throw error;
    return client.call('jobs.get', { params: { job_id } });
  };
}
