import { EventEmitter, MarkdownString, ThemeIcon, TreeItem, l10n } from 'vscode';
import type { Disposable, TreeDataProvider } from 'vscode';
import { describeJob } from '../core/jobs/describe-job.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** The Jobs view: one row a job. The element is the job's id. */
export class JobsTree implements TreeDataProvider<string>, Disposable {
  readonly #center: JobCenter;
  readonly #changed = new EventEmitter<string | undefined>();
  readonly #listening: Disposable;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(center: JobCenter) {
    this.#center = center;
    this.#listening = center.onDidChange(() => this.#changed.fire(undefined));
  }

  getChildren(element?: string): string[] {
    return element === undefined ? this.#center.jobs().map((job) => job.id) : [];
  }

  getTreeItem(job_id: string): TreeItem {
    const job = this.#center.find(job_id);
    if (!job) return new TreeItem(l10n.t('This job is not known any more'));
    const row = describeJob(job, Date.now(), l10n.t);
    const item = new TreeItem(row.label);
    item.id = row.id;
    item.description = row.description;
    item.iconPath = new ThemeIcon(row.icon);
    item.contextValue = row.context;
    item.tooltip = new MarkdownString(row.tooltip);
    item.accessibilityInformation = { label: row.spoken };
    const command = OPENS[row.attention];
    if (command) item.command = { command, title: '', arguments: [job_id] };
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** What Enter on a row does. */
const OPENS = {
  needs_you: 'iama.decide',
  review: 'iama.review',
  running: 'iama.showLog',
  ended: 'iama.showEvidence',
} as const;
