import { z } from 'zod';
import { Id, Sha256, WorkspacePath } from '../primitives.ts';
import { PlanLevel, RecipeId } from '../recipe.ts';
import { Target } from '../workspace/target.ts';
import { BlackBoxFacts } from './black-box.ts';
import { ModelTests } from './written-tests.ts';

/** What is pinned: what code does when it is called, or what programs answer at their border, where code says too little of itself. */
export const LockMode = z.enum(['characterization', 'black_box']);
export type LockMode = z.infer<typeof LockMode>;

/** How a job pins behaviour before it edits. A person may ask for more or for less of it. */
export const LockSettings = z.object({
  /** How often the existing tests run on the unchanged code; a test that differs between runs is set aside. */
  runs: z.int().min(1).max(10).default(3),
  /** Milliseconds for tests of our own and for the faults that they are measured by; 0: neither. */
  budget_ms: z.int().min(0).max(600_000).default(6000),
  /** The share of the faults, 0 to 1, that has to be noticed; below it the person is asked before anything is edited. */
  threshold: z.number().min(0).max(1).default(0.7),
  /**
   * Who writes tests of a goal's specification: a model, beside the built-in ones, or nobody but those. A new goal without it has
   * a model's. Recipes have the built-in ones only, and so has a job with no time for tests.
   */
  tests_by: z.enum(['model', 'builtin']).optional(),
  /** Left out: the black box where the confidence in the target's code is 20 to 39, else characterization. */
  mode: LockMode.optional(),
});
export type LockSettings = z.infer<typeof LockSettings>;

/** What the machine with the source is asked to do around a baseline. `plan` says which edit is to be pinned against. */
export const LockOrder = LockSettings.pick({ runs: true, budget_ms: true }).extend({
  /** Absent: characterization. A client that knows no black box pins as that. */
  mode: LockMode.optional(),
  /** Of a black box that nobody chose: where there is no program to ask, characterize instead. */
  or_characterize: z.boolean().optional(),
  /** Ids of tests and suites that are left out: they decide nothing. */
  quarantined: z.array(z.string()),
  plan: z.object({
    recipe_id: RecipeId,
    level: PlanLevel,
    target: Target,
    allowed_files: z.array(WorkspacePath),
    exclude_finding_ids: z.array(z.string()),
  }),
  /** The artifact with tests that a model wrote; they run too. */
  written_tests_artifact_id: Id.optional(),
});
export type LockOrder = z.infer<typeof LockOrder>;

/** What a later run is held to: the record that the baseline left on that machine, and the files the person agreed to. */
export const SealOrder = z.object({ sha256: Sha256, agreed_files: z.array(WorkspacePath) });
export type SealOrder = z.infer<typeof SealOrder>;

/** A test that did not say the same every time, with what it said in each run (`absent`: it was not there). */
export const FlakyTest = z.object({
  test_id: z.string(),
  statuses: z.array(z.enum(['passed', 'failed', 'skipped', 'todo', 'absent'])),
});
export type FlakyTest = z.infer<typeof FlakyTest>;

/** The tests that were written for one file: `tests` of `calls_tried`, and why calls were left out. */
export const PinnedFile = z.object({
  path: WorkspacePath,
  test_path: WorkspacePath,
  test_sha256: Sha256,
  tests: z.int().positive(),
  calls_tried: z.int().nonnegative(),
  dropped: z.array(z.object({ reason: z.string(), count: z.int().positive() })),
});
export type PinnedFile = z.infer<typeof PinnedFile>;

/** A fault that was put into the code, in a copy, and that no test noticed. */
export const Survivor = z.object({
  path: WorkspacePath,
  line: z.int().positive(),
  kind: z.string(),
  words: z.string().max(1000),
});
export type Survivor = z.infer<typeof Survivor>;

/** Faults of the kinds people make, in what stays of the files that are changed. */
export const FaultCounts = z.object({
  possible: z.int().nonnegative(),
  tried: z.int().nonnegative(),
  noticed: z.int().nonnegative(),
  /** By tests that were written; the others by those of the repository only. */
  noticed_by_written: z.int().nonnegative(),
  /** By those among them that a model wrote; absent where it wrote none. */
  noticed_by_model: z.int().nonnegative().optional(),
  /** The time was up before all of the sample was tried. */
  out_of_time: z.boolean(),
});
export type FaultCounts = z.infer<typeof FaultCounts>;

/** What pinned behaviour before an edit. Every figure comes from runs on the machine with the source. */
export const LockFacts = z.object({
  runs: z.int().positive(),
  flaky: z.array(FlakyTest),
  budget_ms: z.int().nonnegative(),
  /** What it took beyond one run of the existing tests. */
  duration_ms: z.number().nonnegative(),
  pinned: z.array(PinnedFile),
  not_pinned: z.array(z.object({ path: WorkspacePath, reason: z.string() })),
  /** Tests that a model wrote; absent where none was asked. */
  by_model: ModelTests.optional(),
  /** Why there are no tests of our own, in a sentence; null where there are some. */
  none_because: z.string().nullable(),
  faults: FaultCounts,
  survivors: z.array(Survivor).max(50),
  /** Where programs are asked at their border; then no test is written and no fault tried. */
  black_box: BlackBoxFacts.optional(),
  /** Tests, recorded results and configuration by their hashes, and suites by the lines that run them. */
  seal: z.object({ sha256: Sha256, files: z.int().nonnegative(), suites: z.int().nonnegative() }),
});
export type LockFacts = z.infer<typeof LockFacts>;

/** `weak` is below the threshold; `unmeasured`: too few faults could be tried. Neither looks like success. */
export const Strength = z.enum(['strong', 'weak', 'unmeasured']);
export type Strength = z.infer<typeof Strength>;

/** Tests that would notice too little, as a person is asked about them. */
export const WeakLock = LockSettings.pick({ threshold: true }).extend({
  noticed: z.int().nonnegative(),
  tried: z.int().positive(),
  survivors: z.array(Survivor).max(50),
});
export type WeakLock = z.infer<typeof WeakLock>;
