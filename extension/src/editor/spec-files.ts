import { setTimeout } from 'node:timers/promises';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { Spec } from '@iama/contracts/job/spec';
import { parseSpec } from '@iama/engine/spec/parse-spec';
import { printSpec } from '@iama/engine/spec/print-spec';
import type { SpecDocument } from '@iama/engine/spec/print-spec';
import {
  Diagnostic,
  Disposable,
  EventEmitter,
  FileChangeType,
  FilePermission,
  FileSystemError,
  FileType,
  Range,
  Uri,
  l10n,
  languages,
  workspace,
} from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider } from 'vscode';
import { conflictText, editOf, mergeEdit } from '../core/spec/merge-edit.ts';
import { UnreadSaves } from '../core/spec/unread-saves.ts';
import type { Connection } from '../platform/connection.ts';
import type { JobCenter } from '../platform/job-center.ts';
import { isEdited, replaceText } from './spec-documents.ts';

export const SPEC_SCHEME = 'iama-spec';

const MOST_SHOWN = 20;

/** The editor reads a document again at once, when the control plane answers. */
const READ_AGAIN_MS = 5000;

/** The specification of a job as a document that can be edited and saved. */
export function specUri(job_id: string): Uri {
  return Uri.from({ scheme: SPEC_SCHEME, path: `/${job_id}/specification.md` });
}

export function jobOfSpec(uri: Uri): string {
  return uri.path.split('/')[1] ?? '';
}

/**
 * Specifications as files of the control plane: saving makes a revision. A revision that somebody else made meanwhile is
 * merged; where both changed the same words, nothing is sent, and both stand in the text between conflict markers.
 */
export class SpecFiles implements FileSystemProvider, Disposable {
  readonly #connection: Connection;
  readonly #center: JobCenter;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #problems = languages.createDiagnosticCollection('iama-spec');
  /** Revisions as they were last shown: what a person agrees to is what they saw. */
  readonly #shown = new Map<string, Spec>();
  readonly #unread = new UnreadSaves();
  readonly #listening: Disposable;
  readonly onDidChangeFile = this.#changed.event;

  constructor(connection: Connection, center: JobCenter) {
    this.#connection = connection;
    this.#center = center;
    this.#listening = Disposable.from(
      center.onEvent((event) => {
        if (event.type === 'spec_updated') this.#tell(event.job_id);
      }),
      // Not while it is being saved: the editor reads no document again that has edits.
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.scheme === SPEC_SCHEME) this.#tell(jobOfSpec(uri));
      }),
    );
  }

  /** The newest few: what a person agrees to is what they look at, and not the specification of weeks ago. */
  #remember(job_id: string, spec: Spec): void {
    this.#shown.delete(job_id);
    this.#shown.set(job_id, spec);
    for (const id of [...this.#shown.keys()].slice(0, Math.max(0, this.#shown.size - MOST_SHOWN)))
      this.#shown.delete(id);
  }

  /** The revision that the editor shows; right after a save, once it shows what was saved. */
  async shownSpec(job_id: string): Promise<Spec | null> {
    await this.#unread.settled(job_id, () => setTimeout(READ_AGAIN_MS));
    return this.#shown.get(job_id) ?? null;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    const job_id = jobOfSpec(uri);
    const spec = await this.#fetch(job_id);
    const editable = workspace.isTrusted && this.#center.find(job_id)?.accepted_events.includes('edit_spec') === true;
    // Under unsaved edits the revision that they were made from: the editor would refuse to save over a newer one, and
    // here it is merged.
    const { revision: mtime, ...rest } = (isEdited(uri) && this.#shown.get(job_id)) || spec;
    const size = Buffer.byteLength(printSpec({ revision: mtime, ...rest }));
    const stat = { type: FileType.File, ctime: 0, mtime, size };
    return editable ? stat : { ...stat, permissions: FilePermission.Readonly };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const job_id = jobOfSpec(uri);
    const spec = await this.#fetch(job_id);
    this.#remember(job_id, spec);
    this.#unread.read(job_id);
    this.#problems.delete(uri);
    return Buffer.from(printSpec(spec));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const job_id = jobOfSpec(uri);
    const parsed = parseSpec(Buffer.from(content).toString('utf8'));
    if (!parsed.ok) {
      const at = (line: number) => new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
      this.#problems.set(
        uri,
        parsed.errors.map(({ line, message }) => new Diagnostic(at(line), message)),
      );
      const [first] = parsed.errors;
      throw FileSystemError.Unavailable(
        l10n.t('Line {0}: {1} Nothing was sent.', first?.line ?? 1, first?.message ?? ''),
      );
    }
    this.#problems.delete(uri);
    const client = await this.#connection.client();
    // What is shown stays the older revision until the editor has read the new one, which has another head and may be merged.
    await this.#send(client, job_id, parsed.document);
    this.#unread.saved(job_id);
  }

  async #send(client: Client, job_id: string, document: SpecDocument): Promise<Spec> {
    const params = { job_id };
    try {
      return await client.call('spec.edit', { params, body: editOf(document.revision_token, document) });
    } catch (error) {
      const payload = error instanceof ApiError ? error.problem?.diff_payload : undefined;
      if (!payload || payload.base_revision === null) throw asFileError(error);
      const base = await client.call('spec.get', { params, query: { revision: payload.base_revision } });
      const { edit, conflicts } = mergeEdit(base, document, payload.current);
      if (conflicts.length > 0) {
        const ids = [...new Set(conflicts.map((each) => each.id))].join(', ');
        void replaceText(specUri(job_id), conflictText(base, document, payload.current, l10n.t));
        throw FileSystemError.Unavailable(
          l10n.t(
            'Revision {0} changed the same words: {1}. Nothing was sent. Both stand in the text now; choose, then save.',
            payload.current.revision,
            ids,
          ),
        );
      }
      return await client.call('spec.edit', { params, body: edit }).catch((again: unknown) => {
        throw asFileError(again);
      });
    }
  }

  async #fetch(job_id: string): Promise<Spec> {
    const client = await this.#connection.client();
    return await client.call('spec.get', { params: { job_id } });
  }

  #tell(job_id: string): void {
    this.#changed.fire([{ type: FileChangeType.Changed, uri: specUri(job_id) }]);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
    this.#problems.dispose();
  }
}

function asFileError(error: unknown): Error {
  if (!(error instanceof ApiError)) return error instanceof Error ? error : new Error(String(error));
  return FileSystemError.Unavailable(`${error.message} ${error.next}`);
}
