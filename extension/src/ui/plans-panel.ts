import { randomBytes } from 'node:crypto';
import type { Job } from '@iama/contracts/job/job';
import { PlanLevel } from '@iama/contracts/recipe';
import { ViewColumn, env, l10n, window } from 'vscode';
import type { Disposable, WebviewPanel } from 'vscode';
import { targetWords } from '../core/jobs/describe-job.ts';
import { planCard } from '../core/plans/plan-card.ts';
import { plansPage } from '../core/plans/plans-page.ts';
import type { Connection } from '../platform/connection.ts';
import type { JobCenter } from '../platform/job-center.ts';
import { sendDecision } from './commands/send-decision.ts';
import { PLANS_SCRIPT, PLANS_STYLE } from './plans-look.ts';
import { explained } from './show-error.ts';

/** Three plans side by side: the one thing for which the editor has no surface of its own. */
export class PlansPanel implements Disposable {
  readonly #connection: Connection;
  readonly #center: JobCenter;
  readonly #log: (line: string) => void;
  readonly #panels = new Map<string, WebviewPanel>();
  readonly #listening: Disposable;

  constructor(connection: Connection, center: JobCenter, log: (line: string) => void) {
    this.#connection = connection;
    this.#center = center;
    this.#log = log;
    // Whoever chose in another window has decided for this one too.
    this.#listening = center.onDidChange((job) => {
      if (job && !job.accepted_events.includes('select_proposal')) this.#panels.get(job.id)?.dispose();
    });
  }

  async show(job: Job): Promise<void> {
    const shown = this.#panels.get(job.id);
    if (shown) {
      shown.reveal();
      return;
    }
    const client = await this.#connection.client();
    const { proposals, recommended } = await client.call('proposals.get', { params: { job_id: job.id } });
    const title = l10n.t('Three plans: {0}, {1}', job.recipe_id, targetWords(job.target));
    const panel = window.createWebviewPanel('iama.plans', title, ViewColumn.Active, { enableScripts: true });
    const cards = proposals.map((proposal) => planCard(proposal, recommended, l10n.t));
    const nonce = randomBytes(16).toString('base64url');
    panel.webview.html = plansPage(
      cards,
      { nonce, title, language: env.language, style: PLANS_STYLE, script: PLANS_SCRIPT },
      l10n.t,
    );
    panel.webview.onDidReceiveMessage((message: unknown) => {
      void explained(this.#log, () => this.#choose(job.id, PlanLevel.parse(message)));
    });
    panel.onDidDispose(() => this.#panels.delete(job.id));
    this.#panels.set(job.id, panel);
  }

  async #choose(job_id: string, level: PlanLevel): Promise<void> {
    const client = await this.#connection.client();
    const answer = client.call('proposals.select', { params: { job_id }, body: { level }, repeatable: true });
    await sendDecision(this.#center, client, job_id, answer);
  }

  dispose(): void {
    this.#listening.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }
}
