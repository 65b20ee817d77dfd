import type { Anchor } from '@iama/contracts/job/anchor';
import type { Spec } from '@iama/contracts/job/spec';
import { itemPlaces } from '@iama/engine/spec/item-places';
import { anchoredPaths } from '@iama/engine/spec/stale-items';
import {
  CodeAction,
  CodeActionKind,
  CodeLens,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  Position,
  Range,
  l10n,
  languages,
  workspace,
} from 'vscode';
import type { CodeActionProvider, CodeLensProvider, Command, TextDocument, Uri } from 'vscode';
import { staleMarks } from '../core/spec/stale-marks.ts';
import { exceptStillTrue, readStillTrue, sayStillTrue } from '../core/spec/still-true.ts';
import type { Executor } from '../platform/executor-process.ts';
import type { JobCenter } from '../platform/job-center.ts';
import type { KeptValues } from '../platform/kept-values.ts';
import { SPEC_SCHEME, jobOfSpec, specUri } from './spec-files.ts';
import type { SpecFiles } from './spec-files.ts';

/** Whoever saves all files saves them one after the other. */
const SETTLE_MS = 200;
/** What a diagnostic of ours is known by. */
const SOURCE = 'IAMA';

interface Parts {
  readonly executor: Executor;
  readonly center: JobCenter;
  readonly kept: KeptValues;
  readonly specs: SpecFiles;
  readonly warn: (line: string) => void;
}

interface Looked {
  readonly spec: Spec;
  readonly now: readonly Anchor[];
  /** By the clause's id, in a sentence. */
  readonly marks: ReadonlyMap<string, string>;
}

/**
 * Marks on clauses whose code has changed since they were written, in each specification that is open and waits for its approval:
 * a warning with quick fixes, and buttons above the clause. It looks again whenever a file that a clause speaks of is written.
 */
export class SpecStale implements CodeLensProvider, CodeActionProvider, Disposable {
  readonly #parts: Parts;
  readonly #problems = languages.createDiagnosticCollection('iama-spec-stale');
  readonly #changed = new EventEmitter<void>();
  readonly #looked = new Map<string, Looked>();
  readonly #listening: Disposable;
  #soon: NodeJS.Timeout | null = null;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(parts: Parts) {
    this.#parts = parts;
    const files = workspace.createFileSystemWatcher('**/*');
    const moved = ({ fsPath }: Uri) => this.#fileMoved(fsPath);
    this.#listening = Disposable.from(
      files,
      files.onDidChange(moved),
      files.onDidCreate(moved),
      files.onDidDelete(moved),
      workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#edited(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      parts.center.onDidChange((job) => {
        if (!job || openSpecs().some(({ uri }) => jobOfSpec(uri) === job.id)) this.#lookSoon();
      }),
    );
    this.#lookSoon();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    return this.#markedIn(document).flatMap(({ id, place }) => {
      const at = new Range(place.heading - 1, 0, place.heading - 1, 0);
      return [new CodeLens(at, stillTrue(document.uri, id)), new CodeLens(at, change(document.uri, id))];
    });
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    return this.#markedIn(document)
      .filter(({ place }) => range.start.line <= place.text - 1 && range.end.line >= place.heading - 1)
      .flatMap(({ id }) =>
        [stillTrue(document.uri, id), change(document.uri, id)].map((command) => {
          // A menu of fixes shows no icons.
          const title = command.title.replace(/^\$\([^)]*\) /, '');
          const action = new CodeAction(title, CodeActionKind.QuickFix);
          action.command = command;
          action.diagnostics = (this.#problems.get(document.uri) ?? []).filter(({ code }) => code === id);
          return action;
        }),
      );
  }

  /** The person has looked: the mark goes until the code is another one again. */
  async stillTrue(uri: Uri, id: string): Promise<void> {
    const job_id = jobOfSpec(uri);
    const looked = this.#looked.get(job_id);
    if (!looked) return;
    const said = readStillTrue(await this.#parts.kept.read(keyOf(job_id)));
    await this.#parts.kept.write(keyOf(job_id), sayStillTrue(said, looked.spec, looked.now, id));
    await this.#look(job_id);
  }

  /** Where the clause's words begin and end; null for one that is not in the document any more. */
  wordsOf(document: TextDocument, id: string): Range | null {
    const place = itemPlaces(document.getText()).get(id);
    if (!place) return null;
    const line = document.lineAt(place.text - 1);
    const begins = /^- \*\*[^*]+\*\* /.exec(line.text)?.[0].length ?? 0;
    let last = line;
    while (last.lineNumber + 1 < document.lineCount && /^ {2}\S/.test(document.lineAt(last.lineNumber + 1).text))
      last = document.lineAt(last.lineNumber + 1);
    return new Range(new Position(line.lineNumber, begins), last.range.end);
  }

  #opened(document: TextDocument): void {
    if (document.uri.scheme !== SPEC_SCHEME) return;
    this.#draw(document);
    this.#lookSoon();
  }

  /** Words that are typed move the marks; a revision that the editor has read may have other clauses. */
  #edited(document: TextDocument): void {
    if (document.uri.scheme !== SPEC_SCHEME) return;
    if (document.isDirty) this.#draw(document);
    else this.#opened(document);
  }

  #fileMoved(path: string): void {
    // By its end: the folder that is open may be a link to the one that the repository is in.
    const name = path.replaceAll('\\', '/');
    const concerns = [...this.#looked.values()].some(({ spec }) =>
      anchoredPaths(spec).some((anchored) => name.endsWith(`/${anchored}`)),
    );
    if (concerns) this.#lookSoon();
  }

  #forget(uri: Uri): void {
    if (uri.scheme !== SPEC_SCHEME) return;
    this.#looked.delete(jobOfSpec(uri));
    this.#problems.delete(uri);
  }

  #lookSoon(): void {
    if (this.#soon) clearTimeout(this.#soon);
    this.#soon = setTimeout(() => {
      this.#soon = null;
      for (const { uri } of openSpecs())
        this.#look(jobOfSpec(uri)).catch((error: unknown) => this.#parts.warn(String(error)));
    }, SETTLE_MS);
  }

  async #look(job_id: string): Promise<void> {
    const looked = await this.#read(job_id);
    if (looked) this.#looked.set(job_id, looked);
    else this.#looked.delete(job_id);
    for (const document of openSpecs()) if (jobOfSpec(document.uri) === job_id) this.#draw(document);
    this.#changed.fire();
  }

  /** Null where there is nothing to be decided any more, or where the job's files are not here. */
  async #read(job_id: string): Promise<Looked | null> {
    const { center, specs, executor, kept } = this.#parts;
    if (!center.find(job_id)?.accepted_events.includes('approve_spec')) return null;
    const spec = await specs.shownSpec(job_id);
    const repository = spec && (await center.workspaceOf(job_id));
    if (!repository) return null;
    const now = await executor.call('read_anchors', { workspace: repository, paths: anchoredPaths(spec) });
    const said = readStillTrue(await kept.read(keyOf(job_id)));
    return { spec, now, marks: staleMarks(exceptStillTrue(said, spec, now), now, l10n.t) };
  }

  #draw(document: TextDocument): void {
    const problems = this.#markedIn(document).map(({ id, place, sentence }) => {
      const end = document.lineAt(place.text - 1).range.end;
      const problem = new Diagnostic(
        new Range(place.heading - 1, 0, end.line, end.character),
        sentence,
        DiagnosticSeverity.Warning,
      );
      problem.source = SOURCE;
      problem.code = id;
      return problem;
    });
    this.#problems.set(document.uri, problems);
  }

  #markedIn(document: TextDocument) {
    const marks = this.#looked.get(jobOfSpec(document.uri))?.marks;
    if (!marks || marks.size === 0) return [];
    const places = itemPlaces(document.getText());
    return [...marks].flatMap(([id, sentence]) => {
      const place = places.get(id);
      return place && place.text <= document.lineCount ? [{ id, sentence, place }] : [];
    });
  }

  dispose(): void {
    if (this.#soon) clearTimeout(this.#soon);
    this.#listening.dispose();
    this.#changed.dispose();
    this.#problems.dispose();
  }
}

function openSpecs(): readonly TextDocument[] {
  return workspace.textDocuments.filter(
    ({ uri }) => uri.scheme === SPEC_SCHEME && uri.toString() === specUri(jobOfSpec(uri)).toString(),
  );
}

function keyOf(job_id: string): string {
  return `still-true ${job_id}`;
}

function stillTrue(uri: Uri, id: string): Command {
  return { title: l10n.t('$(check) Still true'), command: 'iama.clauseStillTrue', arguments: [uri, id] };
}

function change(uri: Uri, id: string): Command {
  return { title: l10n.t('$(edit) Change this clause'), command: 'iama.changeClause', arguments: [uri, id] };
}
