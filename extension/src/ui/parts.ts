import type { LogOutputChannel, Memento, Uri } from 'vscode';
import type { Usage } from '../core/usage/usage-event.ts';
import type { Connection } from '../platform/connection.ts';
import type { EditorModels } from '../platform/editor-model/editor-models.ts';
import type { Executor } from '../platform/executor-process.ts';
import type { JobCenter } from '../platform/job-center.ts';
import type { JobTimelines } from '../platform/job-timelines.ts';
import type { KeptValues } from '../platform/kept-values.ts';
import type { SpecWishes } from '../platform/spec-wishes.ts';
import type { BundleDocuments } from '../editor/bundle-documents.ts';
import type { Replays } from '../editor/replays.ts';
import type { SpecFiles } from '../editor/spec-files.ts';
import type { SpecStale } from '../editor/spec-stale.ts';
import type { SpecPreviews } from '../editor/spec-previews.ts';
import type { ReviewComments } from '../editor/review-comments.ts';
import type { Review } from '../editor/review.ts';
import type { Consent } from './consent.ts';
import type { PlansPanel } from './plans-panel.ts';
import type { ReplayView } from './replay-tree.ts';
import type { UsageView } from './usage-tree.ts';

/** What commands work with. */
export interface Parts {
  readonly connection: Connection;
  readonly executor: Executor;
  readonly center: JobCenter;
  readonly editor_models: EditorModels;
  readonly timelines: JobTimelines;
  readonly kept: KeptValues;
  readonly review: Review;
  readonly comments: ReviewComments;
  readonly specs: SpecFiles;
  readonly spec_previews: SpecPreviews;
  readonly spec_stale: SpecStale;
  readonly spec_wishes: SpecWishes;
  readonly plans: PlansPanel;
  readonly replays: Replays;
  readonly replay_view: ReplayView;
  readonly consent: Consent;
  readonly usage: Usage;
  readonly usage_view: UsageView;
  /** What is remembered for this workspace, beside it. */
  readonly memory: Memento;
  readonly log: LogOutputChannel;
  /** The last lines of the log. */
  readonly recent_lines: () => readonly string[];
  readonly bundles: BundleDocuments;
  /** A folder of ours on this machine. */
  readonly storage: Uri;
}
