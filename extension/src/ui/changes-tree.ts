import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';
import { EventEmitter, ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState, Uri, l10n } from 'vscode';
import type { Disposable, TreeCheckboxChangeEvent, TreeDataProvider } from 'vscode';
import { partOf } from '../core/review/decide-lines.ts';
import { hunkWords } from '../core/review/hunk-words.ts';
import { DrawnRows } from '../core/rows/drawn-rows.ts';
import type { Review } from '../editor/review.ts';

export type ChangeNode =
  | { readonly kind: 'file'; readonly file: PatchFile }
  | { readonly kind: 'hunk'; readonly file: PatchFile; readonly hunk: Hunk };

/** The Changes view: files and hunks of the reviewed job, each with a checkbox that says whether it is accepted. */
export class ChangesTree implements TreeDataProvider<ChangeNode>, Disposable {
  readonly #review: Review;
  readonly #changed = new EventEmitter<ChangeNode[] | undefined>();
  readonly #drawn = new DrawnRows();
  readonly #listening: Disposable;
  #patch: Patch | null = null;
  /** Of this patch, by the id of their rows: the editor knows a row again by its node. */
  #nodes: ReadonlyMap<string, ChangeNode> = new Map();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(review: Review) {
    this.#review = review;
    this.#listening = review.onDidChange(() => this.#look());
  }

  getChildren(node?: ChangeNode): ChangeNode[] {
    const ids = node ? idsUnder(node) : this.#files();
    if (!node) this.#drawn.list(ids);
    return ids.flatMap((id) => this.#nodes.get(id) ?? []);
  }

  getTreeItem(node: ChangeNode): TreeItem {
    const item = this.#itemOf(node);
    this.#drawn.row(idOf(node), JSON.stringify(item));
    return item;
  }

  /** A person ticked or cleared boxes. */
  async take({ items }: TreeCheckboxChangeEvent<ChangeNode>): Promise<void> {
    // The editor shows the new box by itself, whatever becomes of the wish.
    for (const [node] of items) this.#drawn.row(idOf(node), 'ticked');
    for (const accept of [true, false]) {
      const wanted = accept ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
      const ids = items.filter(([, state]) => state === wanted).flatMap(([node]) => hunkIds(node));
      if (ids.length > 0) await this.#review.decide(ids, accept);
    }
  }

  #files(): string[] {
    const patch = this.#review.current?.patch ?? null;
    if (patch !== this.#patch) {
      this.#patch = patch;
      this.#nodes = nodesOf(patch);
    }
    return patch?.files.map(({ path }) => path) ?? [];
  }

  #look(): void {
    const before = this.#nodes;
    const files = this.#files();
    const stale = this.#drawn.stale(files, (id) => {
      const node = this.#nodes.get(id);
      return { row: node ? JSON.stringify(this.#itemOf(node)) : '', under: () => '' };
    });
    if (stale === 'all' || this.#nodes !== before) this.#changed.fire(undefined);
    else if (stale.length > 0) this.#changed.fire(stale.flatMap((id) => this.#nodes.get(id) ?? []));
  }

  #itemOf(node: ChangeNode): TreeItem {
    return node.kind === 'file' ? this.#fileItem(node.file) : this.#hunkItem(node.file, node.hunk);
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

function idOf(node: ChangeNode): string {
  return node.kind === 'file' ? node.file.path : node.hunk.id;
}

function idsUnder(node: ChangeNode): string[] {
  return node.kind === 'file' ? hunkIds(node) : [];
}

function nodesOf(patch: Patch | null): ReadonlyMap<string, ChangeNode> {
  const nodes = (patch?.files ?? []).flatMap((file): ChangeNode[] => [
    { kind: 'file', file },
    ...file.hunks.map((hunk) => ({ kind: 'hunk' as const, file, hunk })),
  ]);
  return new Map(nodes.map((node) => [idOf(node), node]));
}

const WORDS = {
  modify: () => '',
  create: () => l10n.t('new'),
  delete: () => l10n.t('deleted'),
  rename: () => l10n.t('renamed'),
} as const;
