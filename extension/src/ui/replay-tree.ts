import type { PatchFile } from '@iama/contracts/patch/patch';
import type { ReplayStep } from '@iama/engine/replay/replay-step';
import {
  Disposable,
  EventEmitter,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  commands,
  l10n,
  window,
} from 'vscode';
import type { TreeDataProvider } from 'vscode';
import { targetWords } from '../core/jobs/describe-job.ts';
import { doingWords } from '../core/jobs/doing-words.ts';
import { stepRow } from '../core/replay/step-words.ts';
import { filesOf } from '../editor/replays.ts';
import type { Replay, Replays } from '../editor/replays.ts';

export type ReplayNode =
  | { readonly kind: 'step'; readonly step: ReplayStep }
  | { readonly kind: 'file'; readonly step: ReplayStep; readonly file: PatchFile };

/** The Replay view: a job's steps, and under an attempt the files that it changed. */
class ReplayTree implements TreeDataProvider<ReplayNode>, Disposable {
  readonly #replays: Replays;
  readonly #changed = new EventEmitter<void>();
  readonly #listening: Disposable;
  #nodes: { readonly of: Replay | null; readonly list: readonly ReplayNode[] } = { of: null, list: [] };
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(replays: Replays) {
    this.#replays = replays;
    this.#listening = replays.onDidChangeReplay(() => this.#changed.fire());
  }

  /** The editor knows a row again by its node. */
  getChildren(node?: ReplayNode): ReplayNode[] {
    const { current } = this.#replays;
    if (node) {
      return node.kind === 'file' ? [] : filesOf(node.step).map((file) => ({ kind: 'file', step: node.step, file }));
    }
    if (this.#nodes.of !== current)
      this.#nodes = { of: current, list: (current?.steps ?? []).map((step) => ({ kind: 'step', step })) };
    return [...this.#nodes.list];
  }

  /** Only steps are ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: ReplayNode): TreeItem {
    const name = this.#replays.current?.name ?? '';
    const { number } = node.step;
    if (node.kind === 'file') {
      const item = new TreeItem(node.file.path);
      item.id = `${name}/${number}/${node.file.path}`;
      item.iconPath = new ThemeIcon('diff-single');
      item.contextValue = 'replay.file';
      item.command = { command: 'iama.openReplayStep', title: '', arguments: [node] };
      return item;
    }
    const { label, description, icon } = stepRow(node.step, l10n.t);
    const { Collapsed, None } = TreeItemCollapsibleState;
    const item = new TreeItem(`${number}. ${label}`, filesOf(node.step).length > 0 ? Collapsed : None);
    item.id = `${name}/${number}`;
    item.description = description;
    item.iconPath = new ThemeIcon(icon);
    item.contextValue = 'replay.step';
    item.tooltip = [label, description, node.step.at].filter(Boolean).join('\n');
    item.accessibilityInformation = { label: [`${number}. ${label}`, description].filter(Boolean).join(', ') };
    item.command = { command: 'iama.openReplayStep', title: '', arguments: [node] };
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

export interface ReplayView extends Disposable {
  /** Shows a replay that was just opened, with the focus in its first step, as somebody asked for. */
  show(): Promise<void>;
  /** The step of the row that is selected; null where none is. */
  selected(): ReplayStep | null;
}

/** It is there only while a replay is. */
export function replayView(replays: Replays): ReplayView {
  const tree = new ReplayTree(replays);
  const view = window.createTreeView('iama.replay', { treeDataProvider: tree });
  const listening = Disposable.from(
    view,
    tree,
    replays.onDidChangeReplay(() => {
      const job = replays.current?.source.job;
      view.description = job ? `${doingWords(job)} · ${targetWords(job.target)}` : '';
      void commands.executeCommand('setContext', 'iama.replaying', replays.current !== null);
    }),
  );
  return {
    async show() {
      await commands.executeCommand('setContext', 'iama.replaying', true);
      await commands.executeCommand('iama.replay.focus');
      const [first] = tree.getChildren();
      if (first) await view.reveal(first, { focus: true, select: true });
    },
    selected: () => view.selection[0]?.step ?? null,
    dispose: () => listening.dispose(),
  };
}
