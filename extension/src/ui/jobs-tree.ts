import { Disposable, EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, l10n } from 'vscode';
import { TreeItemCollapsibleState } from 'vscode';
import type { TreeDataProvider } from 'vscode';
import { countdownOf } from '../core/jobs/countdown.ts';
import { describeJob, isTrouble } from '../core/jobs/describe-job.ts';
import { timelineRows } from '../core/jobs/timeline/timeline-rows.ts';
import type { TimelineRow } from '../core/jobs/timeline/timeline-rows.ts';
import type { JobCenter } from '../platform/job-center.ts';
import type { JobTimelines } from '../platform/job-timelines.ts';
import type { Ticker } from './ticker.ts';

/** A job's id, or a row of its timeline. */
export type JobNode = string | { readonly job_id: string; readonly row: TimelineRow };

/** The Jobs view: one row a job, and under it the way that it went. */
export class JobsTree implements TreeDataProvider<JobNode>, Disposable {
  readonly #center: JobCenter;
  readonly #timelines: JobTimelines;
  readonly #changed = new EventEmitter<JobNode | undefined>();
  readonly #listening: Disposable;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(center: JobCenter, timelines: JobTimelines, ticker: Ticker) {
    this.#center = center;
    this.#timelines = timelines;
    this.#listening = Disposable.from(
      center.onDidChange(() => this.#changed.fire(undefined)),
      timelines.onDidChange((job_id) => (center.find(job_id) ? this.#changed.fire(job_id) : undefined)),
      ticker.onTick(() => this.#tick()),
    );
  }

  async getChildren(node?: JobNode): Promise<JobNode[]> {
    if (node === undefined) return this.#center.jobs().map((job) => job.id);
    if (typeof node !== 'string') return node.row.children.map((row) => ({ job_id: node.job_id, row }));
    if (!this.#timelines.of(node)) await this.#timelines.load(node);
    const timeline = this.#timelines.of(node);
    return timeline ? timelineRows(timeline, Date.now(), l10n.t).map((row) => ({ job_id: node, row })) : [];
  }

  getTreeItem(node: JobNode): TreeItem {
    return typeof node === 'string' ? this.#jobItem(node) : rowItem(node.job_id, node.row);
  }

  #jobItem(job_id: string): TreeItem {
    const job = this.#center.find(job_id);
    if (!job) return new TreeItem(l10n.t('This job is not known any more'));
    const row = describeJob(job, Date.now(), l10n.t, this.#timelines.of(job_id)?.credits);
    const item = new TreeItem(row.label, TreeItemCollapsibleState.Collapsed);
    item.id = row.id;
    item.description = row.description;
    item.iconPath = new ThemeIcon(row.icon);
    item.contextValue = row.context;
    item.tooltip = new MarkdownString(row.tooltip);
    item.accessibilityInformation = { label: row.spoken };
    const command = isTrouble(job) ? 'iama.showFallback' : OPENS[row.attention];
    item.command = { command, title: '', arguments: [job_id] };
    return item;
  }

  /** Rows that count down each second, all of them seldom. */
  #tick(): void {
    const counting = this.#center.jobs().filter((job) => countdownOf(job, Date.now()) !== null);
    if (counting.length === 0) this.#changed.fire(undefined);
    for (const job of counting) this.#changed.fire(job.id);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

function rowItem(job_id: string, row: TimelineRow): TreeItem {
  const { Collapsed, None } = TreeItemCollapsibleState;
  const item = new TreeItem(row.label, row.children.length > 0 ? Collapsed : None);
  item.id = `${job_id}/${row.id}`;
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon, row.color === null ? undefined : new ThemeColor(row.color));
  item.contextValue = 'timeline';
  item.tooltip = row.tooltip;
  item.accessibilityInformation = { label: [row.label, row.description].filter(Boolean).join(', ') };
  return item;
}

/** What Enter on a row does. */
const OPENS = {
  needs_you: 'iama.decide',
  review: 'iama.review',
  running: 'iama.showLog',
  ended: 'iama.showEvidence',
} as const;
