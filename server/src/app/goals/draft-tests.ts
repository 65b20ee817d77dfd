import { readJsonAnswer } from '@iama/engine/answer/read-json-answer';
import type { Spec } from '@iama/contracts/job/spec';
import { TestPlanAnswer } from '@iama/contracts/model/test-plan-answer';
import type { TestPlace, WrittenTests } from '@iama/contracts/test-run/written-tests';
import { testsCorrection, testsPrompt } from '../../domain/prompt/tests-prompt.ts';
import { readArtifact, readLatest } from '../artifacts/read-body.ts';
import { storeArtifact } from '../artifacts/store-artifact.ts';
import type { AppDeps } from '../deps.ts';
import { finishActivity } from '../jobs/finish-activity.ts';
import { endSwitchedOff } from '../kill-switch/end-switched-off.ts';
import { callModel } from '../models/call-model.ts';
import type { ModelAnswer } from '../models/model-answer.ts';
import { ModelFailure } from '../models/model-failure.ts';
import { modelFailureWords } from '../models/model-failure-words.ts';
import type { ModelRequest } from '../models/model-request.ts';
import type { ActivityRequest } from '../ports/queue.ts';
import { capLeft } from './cap-left.ts';
import { openGoalJob } from './goal-job.ts';
import type { GoalJob } from './goal-job.ts';
import { judgeTests } from './judge-tests.ts';
import type { TestsJudgement } from './judge-tests.ts';
import { sentSlices } from './sent-slices.ts';
import { tellCost } from './tell-cost.ts';

const MOST_PROBLEMS = 20;
/** Failures that may end the job, whatever was answered before. */
const ENDS_MORE: ReadonlySet<string> = new Set(['MODEL_CANCELLED', 'MODEL_SWITCHED_OFF']);

/**
 * Activity: a model writes tests of the approved specification. What cannot be run goes back to it once; what then cannot be run
 * either is left out, and the job goes on with the rest; a model that cannot be asked leaves out all of it. Asked again after a crash, it is the same question, and counted again.
 */
export async function draftTests(
  deps: AppDeps,
  request: Omit<ActivityRequest, 'params'>,
  signal: AbortSignal,
): Promise<void> {
  const opened = await openGoalJob(deps, request, () => 'A model writes tests of the specification.');
  if (!opened) return;
  const asked = await factsOf(deps, opened);
  const made = await writeIfPossible(deps, opened, asked, signal);
  if (made === null) return;
  const written = writtenTests(asked, made);
  await finishActivity(deps, request, async (tx, job) => {
    const { id: artifact_id } = await storeArtifact(deps, tx, job, 'written_tests', written);
    if (made.answers.length > 0) tellCost(job, made.answers);
    return { type: 'tests_written', artifact_id, none_because: written.none_because };
  });
}

interface Asked {
  readonly spec: Spec;
  readonly place: TestPlace;
}

async function factsOf(deps: AppDeps, { job_id, context }: GoalJob): Promise<Asked> {
  const { artifacts } = deps.store.read;
  const spec = await readLatest(artifacts, job_id, 'spec');
  if (spec === null || context.artifacts.test_plan === null)
    throw new Error(`Job ${job_id} has its tests written without a specification, or without a place for them`);
  const { test_place } = await readArtifact(artifacts, job_id, context.artifacts.test_plan, 'test_plan');
  if (!test_place) throw new Error(`Job ${job_id} has no place for tests of a model`);
  return { spec, place: test_place };
}

interface Read extends TestsJudgement {
  readonly note: string;
  /** For whoever writes it again; empty where all of it can be tried. */
  readonly problems: readonly string[];
}

interface Made {
  readonly answers: readonly ModelAnswer[];
  readonly read: Read;
  /** Why nobody was asked, or nobody answered. */
  readonly unasked?: string;
}

/**
 * Tests by a model are an extra: without room in the cap, or without an answer, there are none. Null where the job has ended with a
 * switch; a cancel is thrown on.
 */
async function writeIfPossible(deps: AppDeps, job: GoalJob, asked: Asked, signal: AbortSignal): Promise<Made | null> {
  try {
    const left = await capLeft(deps, job, 'L1', 'test_generation');
    if (left !== null) return unasked(`the price leaves no room for them (${left.message}).`);
    return await write(deps, job, asked, signal);
  } catch (error) {
    if (!(error instanceof ModelFailure) || error.code === 'MODEL_CANCELLED') throw error;
    if (error.code === 'MODEL_SWITCHED_OFF' && (await endSwitchedOff(deps, job.job_id))) return null;
    return unasked(`the model could not be asked (${modelFailureWords(error)}).`);
  }
}

function unasked(because: string): Made {
  return { answers: [], read: { files: [], refused: [], note: '', problems: [] }, unasked: because };
}

async function write(deps: AppDeps, job: GoalJob, asked: Asked, signal: AbortSignal): Promise<Made> {
  const { bundle, context } = job;
  const asking: ModelRequest = { ...question(job), prompt: testsPrompt({ ...asked, bundle, target: context.target }) };
  const first = await callModel(deps, asking, signal);
  const read = readTests(first.text, job, asked);
  if (read.problems.length === 0) return { answers: [first], read };
  const turns = [
    ...asking.prompt.turns,
    { role: 'assistant', text: first.text } as const,
    { role: 'user', text: testsCorrection(read.problems.slice(0, MOST_PROBLEMS)) } as const,
  ];
  const request_key = `${asking.request_key}/correction`;
  const again = callModel(deps, { ...asking, request_key, prompt: { ...asking.prompt, turns } }, signal);
  const second = await again.catch((error: unknown) => {
    if (error instanceof ModelFailure && !ENDS_MORE.has(error.code)) return null;
    throw error;
  });
  if (second === null) return { answers: [first], read };
  return { answers: [first, second], read: readTests(second.text, job, asked) };
}

function readTests(text: string, { bundle }: GoalJob, asked: Asked): Read {
  const none = { files: [], refused: [], note: '' };
  const json = readJsonAnswer(text);
  if (!json.ok) return { ...none, problems: [json.message] };
  const parsed = TestPlanAnswer.safeParse(json.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
    return { ...none, problems };
  }
  const judged = judgeTests(parsed.data, { bundle, ...asked });
  const problems = judged.refused.flatMap(({ path, reasons }) => reasons.map((each) => `${path}: ${each}`));
  return { ...judged, note: parsed.data.note, problems };
}

function question({ job_id, bundle, caller, context, client, alias }: GoalJob): Omit<ModelRequest, 'prompt'> {
  return {
    caller,
    client,
    alias,
    job_id,
    // Of another revision, or back at this step after a retry, it is another question.
    request_key: `${job_id}/tests/${context.spec_revision}/${context.recovery?.count ?? 0}`,
    stage: 'test_generation',
    model_class: 'L1',
    slices: sentSlices(bundle),
    placeholders: bundle.placeholders,
  };
}

function writtenTests({ spec, place }: Asked, made: Made): WrittenTests {
  const { answers, read } = made;
  const { files, refused, note } = read;
  return {
    schema_version: 1,
    revision: spec.revision,
    alias: answers.at(-1)?.receipt.alias ?? 'default',
    framework: place.framework,
    files: [...files],
    refused: [...refused],
    none_because: files.length > 0 ? null : whyNone(made),
    note: note.toWellFormed(),
    receipts: answers.map(({ receipt_sha256 }) => receipt_sha256),
  };
}

function whyNone({ unasked: because, read: { problems } }: Made): string {
  if (because !== undefined) return because.slice(0, 2000).toWellFormed();
  if (problems.length === 0) return 'the model finds every clause held already.';
  const some = problems.slice(0, 3).join(' ').slice(0, 1900).toWellFormed();
  return `what it wrote cannot be run (${some}).`;
}
