import { Uri, authentication, languages, window, workspace } from 'vscode';
import type { Disposable, ExtensionContext } from 'vscode';
import { BUNDLE_SCHEME, BundleDocuments } from './editor/bundle-documents.ts';
import { CHANGE_SCHEME, ChangeDocuments } from './editor/change-documents.ts';
import { ChangeLenses } from './editor/change-lenses.ts';
import { FallbackLenses } from './editor/fallback-lenses.ts';
import { JOB_SCHEME, JobDocuments } from './editor/job-documents.ts';
import { connection } from './platform/connection.ts';
import { controlPlaneAccess } from './platform/control-plane-access.ts';
import { editorModels } from './platform/editor-model/editor-models.ts';
import { executorProcess } from './platform/executor-process.ts';
import { keptValues } from './platform/kept-values.ts';
import { localUsage } from './platform/local-usage.ts';
import { specWishes } from './platform/spec-wishes.ts';
import { PROVIDER, accounts } from './platform/sign-in/accounts.ts';
import { jobCenter } from './platform/job-center.ts';
import { jobTimelines } from './platform/job-timelines.ts';
import { recentLog } from './platform/recent-log.ts';
import { watchJobs } from './platform/watch-jobs.ts';
import { ChangesTree } from './ui/changes-tree.ts';
import { commandTable } from './ui/command-table.ts';
import { ABOUT_SCHEME, consent, disclosureDocument } from './ui/consent.ts';
import { JobsTree } from './ui/jobs-tree.ts';
import { noteDeliveries } from './ui/note-usage.ts';
import { PlansPanel } from './ui/plans-panel.ts';
import { replayView } from './ui/replay-tree.ts';
import { tellWish } from './ui/tell-wish.ts';
import { notifications } from './ui/notify.ts';
import { REPLAY_SCHEME, Replays } from './editor/replays.ts';
import { SPEC_SCHEME, SpecFiles } from './editor/spec-files.ts';
import { specConflictLenses } from './editor/spec-conflicts.ts';
import { SpecStale } from './editor/spec-stale.ts';
import { SpecLenses } from './editor/spec-lenses.ts';
import { SPEC_PREVIEW_SCHEME, SpecPreviews } from './editor/spec-previews.ts';
import { languageModelTools } from './ui/language-model-tools.ts';
import { Review } from './editor/review.ts';
import { ReviewComments } from './editor/review-comments.ts';
import { reviewMessages } from './ui/review-messages.ts';
import { refactorAction } from './ui/refactor-action.ts';
import { statusItem } from './ui/status-item.ts';
import { TestExplorer } from './ui/test-explorer.ts';
import { ticker } from './ui/ticker.ts';
import { usageView } from './ui/usage-tree.ts';

/** The only place that builds the extension's parts and hands them to each other. */
export function compose(context: ExtensionContext): Disposable[] {
  const recent = recentLog(window.createOutputChannel('IAMA', { log: true }));
  const { log } = recent;
  const script = Uri.joinPath(context.extensionUri, 'dist', 'executor', 'main.mjs').fsPath;
  const executor = executorProcess(
    script,
    (line) => log.debug(line),
    (pid) => log.info(`The executor runs as process ${pid}.`),
  );
  const access = controlPlaneAccess(context.secrets);
  const connected = connection(access);
  const storage = context.storageUri ?? Uri.joinPath(context.globalStorageUri, 'no-workspace');
  const kept = keptValues(Uri.joinPath(storage, 'kept').fsPath);
  const models = editorModels(context.languageModelAccessInformation, kept, (line) => log.warn(line));
  const center = jobCenter({ connection: connected, executor, kept, models, log });
  const timelines = jobTimelines(connected, center);
  const ticks = ticker(center);
  const review = new Review(kept);
  const changeDocuments = new ChangeDocuments(review);
  const comments = new ReviewComments(review);
  const changeLenses = new ChangeLenses(review);
  const jobDocuments = new JobDocuments(connected, center, timelines);
  const fallbackLenses = new FallbackLenses(center);
  const bundles = new BundleDocuments();
  const specs = new SpecFiles(connected, center);
  const specLenses = new SpecLenses(center);
  const specPreviews = new SpecPreviews();
  const spec_stale = new SpecStale({ executor, center, kept, specs, warn: (line) => log.warn(line) });
  const spec_wishes = specWishes({ connection: connected, center, kept, warn: tellWish });
  const replays = new Replays();
  const replay_view = replayView(replays);
  const plans = new PlansPanel(connected, center, spec_wishes, (line) => log.error(line));
  const jobsTree = new JobsTree(center, timelines, ticks, models);
  const changesTree = new ChangesTree(review);
  const jobsView = window.createTreeView('iama.jobs', { treeDataProvider: jobsTree });
  const changesView = window.createTreeView('iama.changes', {
    treeDataProvider: changesTree,
    manageCheckboxStateManually: true,
  });
  const usage = localUsage(() => window.createOutputChannel('IAMA Usage'));
  const usage_view = usageView(connected, center);
  const parts = {
    connection: connected,
    executor,
    center,
    editor_models: models,
    timelines,
    kept,
    review,
    comments,
    specs,
    spec_previews: specPreviews,
    spec_stale,
    spec_wishes,
    plans,
    replays,
    replay_view,
    consent: consent(context.globalState),
    usage,
    usage_view,
    memory: context.workspaceState,
    log,
    recent_lines: () => recent.lines(),
    bundles,
    storage: context.globalStorageUri,
  };
  const refresh = () => center.refresh().catch((error: unknown) => log.warn(String(error)));
  const resume = () => center.resume().catch((error: unknown) => log.warn(String(error)));
  // The work of a job runs tests: not before the person trusts them.
  if (workspace.isTrusted) void resume();
  return [
    log,
    executor,
    models,
    center,
    timelines,
    watchJobs({ connection: connected, center, timelines, log }),
    ticks,
    review,
    comments,
    changeDocuments,
    changeLenses,
    jobDocuments,
    fallbackLenses,
    bundles,
    specs,
    specLenses,
    specPreviews,
    spec_stale,
    spec_wishes,
    plans,
    replays,
    replay_view,
    jobsTree,
    changesTree,
    jobsView,
    changesView,
    reviewMessages(review, changesView),
    jobsView.onDidChangeVisibility(({ visible }) => (visible ? void refresh() : undefined)),
    changesView.onDidChangeCheckboxState((event) => void changesTree.take(event)),
    workspace.registerTextDocumentContentProvider(CHANGE_SCHEME, changeDocuments),
    workspace.registerTextDocumentContentProvider(JOB_SCHEME, jobDocuments),
    workspace.registerTextDocumentContentProvider(REPLAY_SCHEME, replays),
    workspace.registerTextDocumentContentProvider(ABOUT_SCHEME, disclosureDocument(access)),
    languages.registerCodeLensProvider({ scheme: CHANGE_SCHEME }, changeLenses),
    languages.registerCodeLensProvider({ scheme: JOB_SCHEME }, fallbackLenses),
    languages.registerDocumentLinkProvider({ scheme: JOB_SCHEME }, fallbackLenses),
    workspace.registerTextDocumentContentProvider(BUNDLE_SCHEME, bundles),
    languages.registerCodeLensProvider({ scheme: BUNDLE_SCHEME }, bundles),
    workspace.registerFileSystemProvider(SPEC_SCHEME, specs, { isCaseSensitive: true }),
    languages.registerCodeLensProvider({ scheme: SPEC_SCHEME }, specLenses),
    languages.registerCodeLensProvider({ scheme: SPEC_SCHEME }, specConflictLenses),
    languages.registerCodeLensProvider({ scheme: SPEC_SCHEME }, spec_stale),
    languages.registerCodeActionsProvider({ scheme: SPEC_SCHEME }, spec_stale),
    workspace.registerTextDocumentContentProvider(SPEC_PREVIEW_SCHEME, specPreviews),
    languages.registerCodeLensProvider({ scheme: SPEC_PREVIEW_SCHEME }, specPreviews),
    ...accounts(access, context.globalState),
    authentication.onDidChangeSessions(({ provider }) => (provider.id === PROVIDER ? void refresh() : undefined)),
    workspace.onDidGrantWorkspaceTrust(() => void resume()),
    usage,
    noteDeliveries(center, usage),
    refactorAction(),
    notifications(center),
    new TestExplorer(parts),
    ...statusItem(center, ticks),
    usage_view,
    ...commandTable(parts),
    ...languageModelTools(parts),
  ];
}
