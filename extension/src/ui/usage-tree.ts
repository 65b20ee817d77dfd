import type { UsageSummary } from '@iama/contracts/usage/usage';
import {
  Disposable,
  EventEmitter,
  MarkdownString,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  l10n,
  window,
} from 'vscode';
import type { TreeDataProvider } from 'vscode';
import { reportRows } from '../core/plan-usage/report-rows.ts';
import { FIGURES, summaryRows } from '../core/plan-usage/summary-rows.ts';
import { usageRow } from '../core/plan-usage/usage-row.ts';
import type { UsageRow } from '../core/plan-usage/usage-row.ts';
import type { Connection } from '../platform/connection.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** The Usage view: what is left, and under it the figures, which are asked for when somebody opens them. */
class UsageTree implements TreeDataProvider<UsageRow> {
  readonly #connection: Connection;
  readonly #changed = new EventEmitter<void>();
  /** What stands at the top, as the editor has it. */
  #shown = '';
  /** The editor asked for the figures, and shows them until it is told to ask again. */
  #opened = false;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Gives the rows to the editor again when they say something else, and always while it shows the figures. */
  async refresh(): Promise<void> {
    if (!this.#opened && JSON.stringify(await this.#rows()) === this.#shown) return;
    this.#opened = false;
    this.#changed.fire();
  }

  async getChildren(row?: UsageRow): Promise<UsageRow[]> {
    const rows = await this.#rows(row);
    if (row) this.#opened = true;
    else this.#shown = JSON.stringify(rows);
    return rows;
  }

  /** Asks nobody to sign in: without an account the view says how. */
  async #rows(under?: UsageRow): Promise<UsageRow[]> {
    try {
      const client = await this.#connection.known();
      if (!client) return [];
      if (under) return reportRows(await client.call('billing.usage_report', { retries: 0 }), l10n.t);
      const summary: UsageSummary = await client.call('usage.summary', { retries: 0 });
      return summaryRows(summary, Date.now(), l10n.t);
    } catch (error) {
      return [usageRow('error', 'warning', error instanceof Error ? error.message : String(error))];
    }
  }

  /** Only what stands at the top is ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(row: UsageRow): TreeItem {
    const { Collapsed, None } = TreeItemCollapsibleState;
    const item = new TreeItem(row.label, row.id === FIGURES ? Collapsed : None);
    item.id = row.id;
    item.description = row.description;
    item.iconPath = new ThemeIcon(row.icon);
    item.tooltip = new MarkdownString(row.tooltip);
    item.accessibilityInformation = { label: row.spoken };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

export interface UsageView extends Disposable {
  /** Opens it with the focus in its first row, as somebody asked for. */
  show(): Promise<void>;
}

/** Looks again when it is opened, and while it is open whenever a job begins or ends. */
export function usageView(connection: Connection, center: JobCenter): UsageView {
  const tree = new UsageTree(connection);
  const view = window.createTreeView('iama.usage', { treeDataProvider: tree });
  let seen = '';
  const look = (asked: boolean) => {
    const now = center.jobs().map(({ id, state, ended_at }) => `${id}${state === 'PENDING'}${ended_at}`);
    if (!view.visible || (!asked && now.join() === seen)) return;
    seen = now.join();
    void tree.refresh();
  };
  const listening = Disposable.from(
    view,
    tree,
    view.onDidChangeVisibility(() => look(true)),
    center.onDidChange((job) => look(job === null)),
  );
  return {
    async show() {
      const [first] = await tree.getChildren();
      if (first) await view.reveal(first, { focus: true, select: true });
    },
    dispose: () => listening.dispose(),
  };
}
