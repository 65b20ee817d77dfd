import type { Job } from '@iama/contracts/job/job';
import { Disposable, EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, l10n } from 'vscode';
import { TreeItemCollapsibleState } from 'vscode';
import type { TreeDataProvider } from 'vscode';
import { useWords } from '../core/editor-model/use-words.ts';
import { describeJob, isTrouble } from '../core/jobs/describe-job.ts';
import { earlierWords, listJobs } from '../core/jobs/list-jobs.ts';
import { timelineRows } from '../core/jobs/timeline/timeline-rows.ts';
import type { TimelineRow } from '../core/jobs/timeline/timeline-rows.ts';
import { DrawnRows } from '../core/rows/drawn-rows.ts';
import type { Look } from '../core/rows/drawn-rows.ts';
import type { EditorModels } from '../platform/editor-model/editor-models.ts';
import type { JobCenter } from '../platform/job-center.ts';
import type { JobTimelines } from '../platform/job-timelines.ts';
import { readSettings } from '../platform/settings.ts';
import type { Ticker } from './ticker.ts';

/** The row that has the older jobs under it. */
const EARLIER = 'earlier';

/** A job's id, EARLIER, or a row of a job's timeline. */
export type JobNode = string | { readonly job_id: string; readonly row: TimelineRow };

/** The Jobs view: one row a job, and under it the way that it went. Rows are given to the editor when they look different. */
export class JobsTree implements TreeDataProvider<JobNode>, Disposable {
  readonly #center: JobCenter;
  readonly #timelines: JobTimelines;
  readonly #models: Pick<EditorModels, 'known' | 'onDidChange'>;
  readonly #changed = new EventEmitter<JobNode[] | undefined>();
  readonly #drawn = new DrawnRows();
  readonly #listening: Disposable;
  #looking: NodeJS.Immediate | null = null;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    center: JobCenter,
    timelines: JobTimelines,
    ticker: Ticker,
    models: Pick<EditorModels, 'known' | 'onDidChange'>,
  ) {
    this.#center = center;
    this.#timelines = timelines;
    this.#models = models;
    const soon = () => this.#lookSoon();
    this.#listening = Disposable.from(
      center.onDidChange(soon),
      timelines.onDidChange(soon),
      ticker.onTick(soon),
      models.onDidChange(soon),
    );
  }

  async getChildren(node?: JobNode): Promise<JobNode[]> {
    if (node === undefined) {
      const ids = this.#list();
      this.#drawn.list(ids);
      return ids;
    }
    if (typeof node !== 'string') return node.row.children.map((row) => ({ job_id: node.job_id, row }));
    if (node !== EARLIER && !this.#timelines.of(node)) await this.#timelines.load(node);
    this.#drawn.under(node, this.#look(node).under());
    return node === EARLIER
      ? this.#earlier().map(({ id }) => id)
      : this.#rowsOf(node).map((row) => ({ job_id: node, row }));
  }

  getTreeItem(node: JobNode): TreeItem {
    if (typeof node !== 'string') return rowItem(node.job_id, node.row);
    this.#drawn.row(node, this.#look(node).row);
    return node === EARLIER ? earlierItem(this.#earlier()) : this.#jobItem(node);
  }

  #jobItem(job_id: string): TreeItem {
    const job = this.#center.find(job_id);
    if (!job) return new TreeItem(l10n.t('This job is not known any more'));
    const row = this.#describe(job);
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

  #describe(job: Job) {
    const grant = job.goal === null ? null : this.#models.known(job.id);
    const asked = grant ? useWords(grant, readSettings().editor_model_most, l10n.t) : undefined;
    return describeJob(job, Date.now(), l10n.t, this.#timelines.of(job.id)?.credits, asked);
  }

  #list(): string[] {
    const { top, earlier } = listJobs(this.#center.jobs());
    return [...top.map(({ id }) => id), ...(earlier.length > 0 ? [EARLIER] : [])];
  }

  #earlier(): readonly Job[] {
    return listJobs(this.#center.jobs()).earlier;
  }

  #rowsOf(job_id: string): readonly TimelineRow[] {
    const timeline = this.#timelines.of(job_id);
    return timeline ? timelineRows(timeline, Date.now(), l10n.t) : [];
  }

  #look(node: string): Look {
    if (node === EARLIER) {
      const earlier = this.#earlier();
      return { row: earlierWords(earlier, l10n.t), under: () => earlier.map(({ id }) => id).join() };
    }
    const job = this.#center.find(node);
    return { row: job ? JSON.stringify(this.#describe(job)) : '', under: () => JSON.stringify(this.#rowsOf(node)) };
  }

  /** A list that comes is many changes and one look at them. */
  #lookSoon(): void {
    this.#looking ??= setImmediate(() => {
      this.#looking = null;
      const stale = this.#drawn.stale(this.#list(), (node) => this.#look(node));
      if (stale === 'all') this.#changed.fire(undefined);
      else if (stale.length > 0) this.#changed.fire([...stale]);
    });
  }

  dispose(): void {
    if (this.#looking) clearImmediate(this.#looking);
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

function earlierItem(jobs: readonly Job[]): TreeItem {
  const item = new TreeItem(l10n.t('Earlier jobs'), TreeItemCollapsibleState.Collapsed);
  item.id = EARLIER;
  item.description = earlierWords(jobs, l10n.t);
  item.iconPath = new ThemeIcon('history');
  item.contextValue = EARLIER;
  item.accessibilityInformation = { label: `${l10n.t('Earlier jobs')}, ${item.description}` };
  return item;
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
