import type { Hunk, PatchFile } from '@iama/contracts/patch/patch';
import { EventEmitter, ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState, Uri, l10n } from 'vscode';
import type { Disposable, TreeCheckboxChangeEvent, TreeDataProvider } from 'vscode';
import { partOf } from '../core/review/decide-lines.ts';
import { hunkWords } from '../core/review/hunk-words.ts';
import type { Review } from '../editor/review.ts';

export type ChangeNode =
  | { readonly kind: 'file'; readonly file: PatchFile }
  | { readonly kind: 'hunk'; readonly file: PatchFile; readonly hunk: Hunk };

/** The Changes view: files and hunks of the reviewed job, each with a checkbox that says whether it is accepted. */
export class ChangesTree implements TreeDataProvider<ChangeNode>, Disposable {
  readonly #review: Review;
  readonly #changed = new EventEmitter<ChangeNode | undefined>();
  readonly #listening: Disposable;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(review: Review) {
    this.#review = review;
    this.#listening = review.onDidChange(() => this.#changed.fire(undefined));
  }

  getChildren(node?: ChangeNode): ChangeNode[] {
    const files = this.#review.current?.patch.files ?? [];
    if (!node) return files.map((file) => ({ kind: 'file', file }));
    return node.kind === 'file' ? node.file.hunks.map((hunk) => ({ kind: 'hunk', file: node.file, hunk })) : [];
  }

  getTreeItem(node: ChangeNode): TreeItem {
    return node.kind === 'file' ? this.#fileItem(node.file) : this.#hunkItem(node.file, node.hunk);
  }

  /** A person ticked or cleared boxes. */
  async take({ items }: TreeCheckboxChangeEvent<ChangeNode>): Promise<void> {
    for (const accept of [true, false]) {
      const wanted = accept ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
      const ids = items.filter(([, state]) => state === wanted).flatMap(([node]) => hunkIds(node));
      if (ids.length > 0) await this.#review.decide(ids, accept);
    }
  }

  #fileItem(file: PatchFile): TreeItem {
    const { current } = this.#review;
    const item = new TreeItem(Uri.file(`/${file.new_path ?? file.path}`), TreeItemCollapsibleState.Expanded);
    const accepted = file.hunks.filter((hunk) => !current?.state.rejected.has(hunk.id)).length;
    const reviewed = current?.state.reviewed_paths.has(file.path) ?? false;
    item.id = file.path;
    item.description = [
      WORDS[file.change](),
      l10n.t('{0} of {1} accepted', accepted, file.hunks.length),
      file.hunks.some((hunk) => current?.state.partial.has(hunk.id)) ? l10n.t('in part') : '',
      reviewed ? '✓' : '',
    ]
      .filter(Boolean)
      .join(' · ');
    item.iconPath = ThemeIcon.File;
    item.contextValue = reviewed ? 'file.reviewed' : 'file';
    item.checkboxState = accepted > 0 ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
    item.command = { command: 'iama.openChange', title: '', arguments: [file.path] };
    item.accessibilityInformation = {
      label: `${file.path}, ${item.description}${reviewed ? `, ${l10n.t('reviewed')}` : ''}`,
    };
    return item;
  }

  #hunkItem(file: PatchFile, hunk: Hunk): TreeItem {
    const { label, description } = hunkWords(hunk);
    const item = new TreeItem(label);
    const { current } = this.#review;
    const accepted = !current?.state.rejected.has(hunk.id);
    item.id = hunk.id;
    const part = current && partOf(current.state, hunk);
    const partly = part ? l10n.t('{0} of {1} lines accepted', part.accepted, part.of) : null;
    const remarks = current?.comments.filter(({ hunk_id }) => hunk_id === hunk.id).length ?? 0;
    item.description = [partly, remarks > 0 ? l10n.t('comments: {0}', remarks) : null, description]
      .filter(Boolean)
      .join(' · ');
    item.contextValue = 'hunk';
    item.checkboxState = accepted ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
    if (hunk.because !== null) item.tooltip = hunk.because;
    item.command = { command: 'iama.openChange', title: '', arguments: [file.path, hunk.id] };
    item.accessibilityInformation = {
      label: `${label}, ${item.description}, ${partly ?? (accepted ? l10n.t('accepted') : l10n.t('rejected'))}`,
      role: 'checkbox',
    };
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

function hunkIds(node: ChangeNode): string[] {
  return node.kind === 'hunk' ? [node.hunk.id] : node.file.hunks.map((hunk) => hunk.id);
}

const WORDS = {
  modify: () => '',
  create: () => l10n.t('new'),
  delete: () => l10n.t('deleted'),
  rename: () => l10n.t('renamed'),
} as const;
