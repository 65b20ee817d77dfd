import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import { PlanAnswer } from '@iama/contracts/model/plan-answer';
import type { PlannedLevel } from '@iama/contracts/model/plan-answer';
import { PlanLevel } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import { isTest } from '@iama/engine/context/is-test';
import type { z } from 'zod';

/** The form of an answer about this workspace: a plan that names what is not there, or what is sealed, has not that form. */
export function judgePlan(bundle: ContextBundle, target: Target): z.ZodType<PlanAnswer> {
  const known = new Set(bundle.files.map(({ path }) => path));
  return PlanAnswer.superRefine(({ plans }, check) => {
    const levels = plans.map(({ level }) => level);
    if (new Set(levels).size < PlanLevel.options.length)
      check.addIssue({ code: 'custom', path: ['plans'], message: 'each level must be there once' });
    for (const [index, plan] of plans.entries()) {
      for (const message of problemsOf(plan, known, target))
        check.addIssue({ code: 'custom', path: ['plans', index], message });
    }
  });
}

function problemsOf(plan: PlannedLevel, known: ReadonlySet<string>, target: Target): string[] {
  const created = new Set(plan.new_files);
  const named = new Set([...plan.changes.map(({ path }) => path), ...plan.deleted_files]);
  return [
    ...[...named]
      .filter((path) => !known.has(path) && !created.has(path))
      .map((path) => `${path} is not in the list of files that may change`),
    ...plan.new_files.filter((path) => known.has(path)).map((path) => `${path} is there already and cannot be created`),
    ...[...named, ...created].filter(isTest).map((path) => `${path} is a test, and tests are sealed`),
    ...plan.new_files.filter((path) => !isNearTarget(path, target)).map((path) => `${path} is not beside the target`),
  ];
}

/** New files may come to be in the folder of the target and below it. */
function isNearTarget(path: string, target: Target): boolean {
  const folder = target.kind === 'folder' ? target.path : target.path.split('/').slice(0, -1).join('/');
  return folder === '' || folder === '.' || path.startsWith(`${folder}/`);
}
