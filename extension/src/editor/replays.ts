import type { PatchFile } from '@iama/contracts/patch/patch';
import type { ReplaySource } from '@iama/engine/replay/read-history';
import { replaySteps } from '@iama/engine/replay/replay-steps';
import type { ReplayStep } from '@iama/engine/replay/replay-step';
import { EventEmitter, Uri, commands, l10n } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';
import { excerptTexts } from '../core/replay/excerpt-texts.ts';
import { stepText } from '../core/replay/step-text.ts';

export const REPLAY_SCHEME = 'iama-replay';

/** A job that is looked at step by step. `name` tells one look from another. */
export interface Replay {
  readonly name: string;
  readonly source: ReplaySource;
  readonly steps: readonly ReplayStep[];
}

interface Place {
  readonly replay: string;
  readonly step: number;
  readonly path?: string;
  readonly side?: 'before' | 'after';
}

/** The one replay that is open, and its steps and changes as read-only documents. */
export class Replays implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  #current: Replay | null = null;
  #opened = 0;
  readonly onDidChangeReplay = this.#changed.event;

  get current(): Replay | null {
    return this.#current;
  }

  open(source: ReplaySource): Replay {
    this.#opened += 1;
    const replay = { name: `${source.job_id}-${this.#opened}`, source, steps: replaySteps(source) };
    this.#current = replay;
    this.#changed.fire();
    return replay;
  }

  close(): void {
    this.#current = null;
    this.#changed.fire();
  }

  provideTextDocumentContent(uri: Uri): string {
    const { replay, step: number, path, side } = JSON.parse(uri.query) as Place;
    const step = this.#current?.name === replay ? this.#current.steps[number - 1] : undefined;
    if (!step) return l10n.t('This replay is closed. Open it again from the Jobs view.');
    if (side === undefined) return stepText(step, l10n.t);
    const file = filesOf(step).find((each) => each.path === path);
    return file ? excerptTexts(file)[side] : '';
  }

  /** A step in full. */
  async show(replay: Replay, step: number): Promise<void> {
    const uri = uriOf(`step-${step}.md`, { replay: replay.name, step });
    await commands.executeCommand('vscode.open', uri, { preview: true });
  }

  /** What an attempt did to a file. */
  async showChange(replay: Replay, step: number, path: string): Promise<void> {
    const place = { replay: replay.name, step, path };
    const title = l10n.t('{0} (step {1})', path, step);
    // A name that is of no language: parts of a file are no program, and would be full of errors as one.
    const sides = [uriOf(title, { ...place, side: 'before' }), uriOf(title, { ...place, side: 'after' })];
    await commands.executeCommand('vscode.diff', ...sides, title, { preview: true });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** The files that an attempt changed; none of any other step. */
export function filesOf(step: ReplayStep): readonly PatchFile[] {
  return step.kind === 'attempt' ? (step.patch?.files ?? []) : [];
}

function uriOf(path: string, place: Place): Uri {
  return Uri.from({ scheme: REPLAY_SCHEME, path: `/${path}`, query: JSON.stringify(place) });
}
