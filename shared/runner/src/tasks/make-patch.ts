import { createHash } from 'node:crypto';
import type { Patch } from '@iama/contracts/patch/patch';
import type { Finding } from '@iama/contracts/recipe';
import type { TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { narrow } from '@iama/engine/recipe/narrow';
import type { Exclusion } from '@iama/engine/recipe/narrow';
import { outsideScope } from '@iama/engine/recipe/outside-scope';
import type { Recipe, RecipeResult, SourceTree } from '@iama/engine/recipe/recipe';
import { encodeText } from '../workspace/encode-text.ts';
import { withInstalledFiles } from '../workspace/read-installed.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { requireTarget } from './characterize.ts';

type Payload = Extract<TaskPayload, { kind: 'run_recipe' }>;

/** Findings of one file can be tied to those of another, so leaving some out may lead to more. */
const MAX_ROUNDS = 5;

const LEFT_OUT_BEFORE = 'The attempt before had left it out.';

/**
 * Run the recipe, narrowed by the failures of the attempt before and to the files that were agreed on, and give the patch.
 * Nothing is written.
 */
export async function makePatch(
  workspace: Workspace,
  read: WorkspaceTree,
  recipe: Recipe,
  payload: Payload,
  previous: Patch | null,
): Promise<TaskResult> {
  requireTarget(read, payload.target);
  const tree = await withInstalledFiles(workspace.root, read.tree);
  const asked = leftOut(payload);
  const first = await run(recipe, tree, payload, asked);
  const learned = payload.feedback ? lessons(tree, first.findings, payload.feedback, previous) : [];
  const patchOf = ({ changes, findings }: RecipeResult): Patch =>
    buildPatch(tree, changes, findings, (path, text) => encodeText(text, read.boms.has(path)));
  const excluded = [...asked, ...learned];
  let result = learned.length === 0 ? first : await run(recipe, tree, payload, excluded);
  let patch = patchOf(result);
  // What is outside all the same in the end is sent as it is, and the server refuses it.
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const known = new Set(excluded.map(({ finding_id }) => finding_id));
    const beyond = outsideScope(patch, payload.allowed_files).filter(({ finding_id }) => !known.has(finding_id));
    if (beyond.length === 0) break;
    excluded.push(...beyond);
    result = await run(recipe, tree, payload, excluded);
    patch = patchOf(result);
  }
  return {
    kind: 'run_recipe',
    patch,
    patch_sha256: createHash('sha256').update(JSON.stringify(patch)).digest('hex'),
    findings: [...result.findings],
    kept: [...result.kept],
    excluded,
  };
}

/** What the person rejected has its reason from their review. */
function leftOut({ exclude_finding_ids, review }: Payload): Exclusion[] {
  const reasons = new Map(review?.rejected.map(({ finding_id, reason }) => [finding_id, reason]));
  return exclude_finding_ids.map((id) => ({ finding_id: id, reason: reasons.get(id) ?? LEFT_OUT_BEFORE }));
}

function run(
  recipe: Recipe,
  tree: SourceTree,
  payload: Payload,
  out: readonly Exclusion[],
): RecipeResult | Promise<RecipeResult> {
  const exclude = new Set(out.map(({ finding_id }) => finding_id));
  return recipe.run({ tree, target: payload.target, level: payload.level, exclude });
}

/**
 * What to leave out this time. What the attempt before had already left out stays out: it is missing from its patch, where
 * every finding that changes something leaves its id.
 */
function lessons(
  tree: SourceTree,
  findings: readonly Finding[],
  feedback: NonNullable<Payload['feedback']>,
  previous: Patch | null,
): readonly Exclusion[] {
  const tried = new Set(previous?.files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.finding_ids)) ?? []);
  const wasTried = (finding: Finding): boolean => previous === null || tried.has(finding.id);
  const before = findings.filter((finding) => !wasTried(finding));
  const narrowed = narrow(tree, findings.filter(wasTried), feedback);
  const kept = before.map(({ id }) => ({ finding_id: id, reason: LEFT_OUT_BEFORE }));
  return [...kept, ...narrowed];
}
