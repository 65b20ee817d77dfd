import type { ExecutionMode } from '@iama/contracts/job/job';
import { RecipeId } from '@iama/contracts/recipe';
import { renderUnifiedDiff } from '@iama/engine/patch/render-unified-diff';
import { LanguageModelTextPart, LanguageModelToolResult, l10n, lm, workspace } from 'vscode';
import type { Disposable, LanguageModelTool, PreparedToolInvocation } from 'vscode';
import { z } from 'zod';
import { describeJob } from '../core/jobs/describe-job.ts';
import { acceptedHunks } from '../core/review/review-state.ts';
import { applyChanges } from './commands/apply-changes.ts';
import { knownProfile } from './commands/choose-profile.ts';
import { loadReview } from './commands/review-job.ts';
import { check, launch } from './commands/start-refactor.ts';
import type { Parts } from './parts.ts';
import { toolTarget } from './tool-target.ts';

const Start = () => z.object({ path: z.string(), symbol: z.string().optional(), recipe: RecipeId });
const OnJob = () => z.object({ job_id: z.string() });

/** So that any agent in the editor can drive a job. What writes files, or runs the person's tests, is confirmed by them. */
export function languageModelTools(parts: Parts): Disposable[] {
  return [
    tool('iama_start_job', Start, {
      async confirm(input) {
        const { reasons } = await check(parts, await toolTarget(parts, input), input.recipe, modeOf(parts));
        const lines = reasons.map((reason) => `- ${reason.message} ${reason.next}`);
        const message = [
          modeOf(parts) === 'LOCAL_DOCKER'
            ? l10n.t('Start {0} on {1}? Tests run in a container, in a copy.', input.recipe, input.path)
            : l10n.t('Start {0} on {1}? Tests run on this machine, in a copy.', input.recipe, input.path),
          ...lines,
        ];
        return { title: l10n.t('Start an IAMA job'), message: message.join('\n\n') };
      },
      async run(input) {
        if (!workspace.isTrusted) return NOT_TRUSTED;
        const chosen = await toolTarget(parts, input);
        const checked = await check(parts, chosen, input.recipe, modeOf(parts));
        const blocking = checked.reasons.filter((reason) => reason.severity === 'blocked');
        if (blocking.length > 0)
          return blocking.map((reason) => `${reason.code}: ${reason.message} ${reason.next}`).join('\n');
        const acknowledged = checked.reasons.flatMap((reason) => (reason.severity === 'caution' ? [reason.code] : []));
        const wish = {
          ...chosen,
          recipe_id: input.recipe,
          execution_mode: modeOf(parts),
          checked,
          acknowledged,
        } as const;
        const job = await launch(parts, { ...wish, from: 'tool' });
        if (!job) return 'The person did not agree to what leaves the machine, so no job was started.';
        return `Job ${job.id} runs. The person chooses a plan and approves the specification in the Jobs view.`;
      },
    }),
    tool('iama_status', () => OnJob().partial(), {
      run: ({ job_id }) => {
        const jobs = parts.center.jobs().filter((job) => job_id === undefined || job.id === job_id);
        const rows = jobs.slice(0, 20).map((job) => {
          const row = describeJob(job, Date.now(), (text) => text);
          return `${job.id} ${row.label}: ${job.state}, ${row.attention}${job.failure ? `, ${job.failure.title}` : ''}`;
        });
        return Promise.resolve(rows.join('\n') || 'There are no jobs.');
      },
    }),
    tool('iama_review', OnJob, {
      async run({ job_id }) {
        if (!(await loadReview(parts, job_id)) || !parts.review.current) return 'This job was started elsewhere.';
        const { patch, state } = parts.review.current;
        const accepted = acceptedHunks(patch, state).length;
        return `${accepted} of ${accepted + state.rejected.size} hunks are accepted.\n\n${renderUnifiedDiff(patch)}`;
      },
    }),
    tool('iama_apply', OnJob, {
      async confirm({ job_id }) {
        await loadReview(parts, job_id);
        const files = parts.review.current?.patch.files.length ?? 0;
        return {
          title: l10n.t('Apply an IAMA change'),
          message: l10n.t('Write the accepted changes of {0} files? They can be taken back byte for byte.', files),
        };
      },
      async run({ job_id }) {
        if (!workspace.isTrusted) return NOT_TRUSTED;
        if (!(await loadReview(parts, job_id))) return 'This job was started elsewhere.';
        await applyChanges(parts);
        return parts.center.find(job_id)?.delivery_status ?? 'unknown';
      },
    }),
  ];
}

/** As it was chosen; a tool cannot ask. */
function modeOf({ memory }: Parts): ExecutionMode {
  return knownProfile(memory) ?? 'LOCAL_NATIVE';
}

const NOT_TRUSTED = 'The person has not marked this workspace as trusted, so nothing is run or written here.';

interface Deed<T> {
  readonly confirm?: (input: T) => Promise<{ title: string; message: string }>;
  readonly run: (input: T) => Promise<string>;
}

function tool<T>(name: string, schema: () => z.ZodType<T>, { confirm, run }: Deed<T>): Disposable {
  const made: LanguageModelTool<unknown> = {
    async prepareInvocation({ input }): Promise<PreparedToolInvocation> {
      return confirm ? { confirmationMessages: await confirm(schema().parse(input)) } : {};
    },
    async invoke({ input }) {
      return new LanguageModelToolResult([new LanguageModelTextPart(await run(schema().parse(input)))]);
    },
  };
  return lm.registerTool(name, made);
}
