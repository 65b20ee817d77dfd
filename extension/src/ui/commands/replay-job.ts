import type { Client } from '@iama/client/create-client';
import { fetchHistory } from '@iama/client/job/fetch-history';
import type { Delivery } from '@iama/contracts/job/delivery';
import type { JobEvent } from '@iama/contracts/job/event';
import type { Job } from '@iama/contracts/job/job';
import { ProgressLocation, l10n, window } from 'vscode';
import { liveSource } from '../../core/replay/live-source.ts';
import type { Parts } from '../parts.ts';
import type { ReplayNode } from '../replay-tree.ts';

const PAGE = 1000;

/** A job as the control plane has it, step by step. */
export async function replayJob({ connection, replays, replay_view }: Parts, job_id: string): Promise<void> {
  const client = await connection.client();
  const source = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('IAMA: reading the job') },
    async () => {
      const job = await client.call('jobs.get', { params: { job_id } });
      const history = await fetchHistory(client, job, await deliveryOf(client, job));
      return liveSource(history, await eventsOf(client, job));
    },
  );
  replays.open(source);
  await replay_view.show();
}

/** A job out of a folder that `iama evidence --out` has written, or somebody has sent. */
export async function replayBundle({ executor, replays, replay_view }: Parts): Promise<void> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      title: l10n.t('The folder of a bundle'),
      openLabel: l10n.t('Replay'),
    })) ?? [];
  if (!folder) return;
  replays.open(await executor.call('read_bundle', { folder: folder.fsPath }));
  await replay_view.show();
}

/** What Enter on a row does. */
export async function openReplayStep({ replays }: Parts, node: ReplayNode): Promise<void> {
  const { current } = replays;
  if (!current) return;
  const { number } = node.step;
  await (node.kind === 'file' ? replays.showChange(current, number, node.file.path) : replays.show(current, number));
}

async function deliveryOf(client: Client, { id: job_id, delivery_status }: Job): Promise<Delivery | null> {
  return delivery_status === 'none' ? null : await client.call('delivery.get', { params: { job_id } });
}

async function eventsOf(client: Client, { id: job_id, last_seq }: Job): Promise<readonly JobEvent[]> {
  const events: JobEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.seq ?? 0;
    const { items } = await client.call('jobs.events', { params: { job_id }, query: { after, limit: PAGE } });
    events.push(...items);
    if (items.length < PAGE || (items.at(-1)?.seq ?? 0) >= last_seq) return events;
  }
}
