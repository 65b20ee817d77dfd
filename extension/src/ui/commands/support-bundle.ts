import { homedir, hostname, userInfo } from 'node:os';
import type { Client } from '@iama/client/create-client';
import type { JobEvent } from '@iama/contracts/job/event';
import { Uri, extensions, l10n, version, window, workspace } from 'vscode';
import type { Private } from '../../core/support/redact-text.ts';
import { supportBundle } from '../../core/support/support-bundle.ts';
import { readNewestRun } from '../../editor/read-fallback.ts';
import type { Parts } from '../parts.ts';

/** Put together what others need to help with a job, and show it. Nothing is written and nothing is sent. */
export async function makeSupportBundle(parts: Parts, job_id: string): Promise<void> {
  const client = await parts.connection.client();
  const params = { job_id };
  const [job, artifacts, events, known] = await Promise.all([
    client.call('jobs.get', { params }),
    client.call('artifacts.list', { params }),
    readEvents(client, job_id),
    readPrivate(parts, client, job_id),
  ]);
  const manifest = extensions.getExtension('iama.extension')?.packageJSON as { version?: string } | undefined;
  const text = supportBundle({
    made_at: new Date().toISOString(),
    job,
    events,
    artifacts: artifacts.items,
    versions: {
      IAMA: manifest?.version ?? '',
      editor: version,
      node: process.version,
      system: process.platform,
    },
    log: parts.recent_lines(),
    known,
  });
  await parts.bundles.show(job_id, text);
}

/** Where the person says, and only what they saw. */
export async function saveSupportBundle({ bundles }: Parts): Promise<void> {
  const { made } = bundles;
  if (!made) {
    void window.showInformationMessage(l10n.t('Make a support bundle first: you read it before it is saved.'));
    return;
  }
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(Uri.file(homedir()), made.name),
    filters: { Markdown: ['md'] },
    title: l10n.t('Save the support bundle'),
  });
  if (!target) return;
  await workspace.fs.writeFile(target, Buffer.from(made.text));
  window.setStatusBarMessage(l10n.t('IAMA: the support bundle is in {0}', target.fsPath), 5000);
}

const PAGE = 1000;
/** A job that made more has said what matters in its last ones. */
const MOST_EVENTS = 5000;

async function readEvents(client: Client, job_id: string): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  for (let last = PAGE; last === PAGE && events.length < MOST_EVENTS;) {
    const query = { after: events.at(-1)?.seq ?? 0, limit: PAGE };
    const { items } = await client.call('jobs.events', { params: { job_id }, query });
    events.push(...items);
    last = items.length;
  }
  return events;
}

async function readPrivate({ center }: Parts, client: Client, job_id: string): Promise<Private> {
  const [tokens, { email }, opened, run] = await Promise.all([
    client.tokens.read(),
    client.call('auth.me'),
    center.workspaceOf(job_id),
    readNewestRun(client, job_id),
  ]);
  const cases = run?.suites.flatMap((suite) => suite.cases) ?? [];
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  return {
    home: homedir(),
    user: userInfo().username,
    host: hostname(),
    roots: [...(opened ? [opened.root] : []), ...folders],
    // Names of tests may stand in lines of the log.
    secrets: [
      client.base_url,
      email,
      ...Object.values(tokens ?? {}).filter((each) => typeof each === 'string'),
      ...cases.flatMap((each) => [each.id, each.name]),
    ],
  };
}
