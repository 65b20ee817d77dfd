import { randomBytes } from 'node:crypto';
import type { Job } from '@iama/contracts/job/job';
import { PlanLevel } from '@iama/contracts/recipe';
import { ViewColumn, env, l10n, window } from 'vscode';
import type { Disposable, WebviewPanel } from 'vscode';
import { z } from 'zod';
import { targetWords } from '../core/jobs/describe-job.ts';
import { doingWords } from '../core/jobs/doing-words.ts';
import { planCard } from '../core/plans/plan-card.ts';
import { purseOf } from '../core/plans/price-words.ts';
import { plansPage } from '../core/plans/plans-page.ts';
import type { Connection } from '../platform/connection.ts';
import type { JobCenter } from '../platform/job-center.ts';
import type { SpecWishes } from '../platform/spec-wishes.ts';
import { sendDecision } from './commands/send-decision.ts';
import { PLANS_SCRIPT, PLANS_STYLE } from './plans-look.ts';
import { explained } from './show-error.ts';

/** What the page says. */
const choiceShape = () => z.object({ level: PlanLevel, fast_track: z.boolean() });
type Choice = z.infer<ReturnType<typeof choiceShape>>;

interface Shown {
  readonly panel: WebviewPanel;
  readonly page: (decided: boolean) => string;
}

/** Three plans side by side: the one thing for which the editor has no surface of its own. */
export class PlansPanel implements Disposable {
  readonly #connection: Connection;
  readonly #center: JobCenter;
  readonly #wishes: Pick<SpecWishes, 'has'>;
  readonly #log: (line: string) => void;
  readonly #panels = new Map<string, Shown>();
  /** Jobs whose plan is being chosen in this window. */
  readonly #choosing = new Set<string>();
  readonly #listening: Disposable;

  constructor(connection: Connection, center: JobCenter, wishes: Pick<SpecWishes, 'has'>, log: (line: string) => void) {
    this.#connection = connection;
    this.#center = center;
    this.#wishes = wishes;
    this.#log = log;
    this.#listening = center.onDidChange((job) => {
      if (job && !job.accepted_events.includes('select_proposal')) this.#end(job.id);
    });
  }

  /** Whoever chose in another window has decided for this one too, and takes no editor from under the person who reads it. */
  #end(job_id: string): void {
    const shown = this.#panels.get(job_id);
    if (!shown) return;
    this.#panels.delete(job_id);
    if (this.#choosing.has(job_id) || !shown.panel.active) shown.panel.dispose();
    else shown.panel.webview.html = shown.page(true);
  }

  async show(job: Job): Promise<void> {
    const shown = this.#panels.get(job.id);
    if (shown) {
      shown.panel.reveal();
      return;
    }
    const client = await this.#connection.client();
    const [{ proposals, recommended }, purse, has_wish] = await Promise.all([
      client.call('proposals.get', { params: { job_id: job.id } }),
      job.goal === null ? null : client.call('billing.usage_report').then(purseOf),
      this.#wishes.has(job.id),
    ]);
    const title = l10n.t('Three plans: {0}, {1}', doingWords(job), targetWords(job.target));
    const panel = window.createWebviewPanel('iama.plans', title, ViewColumn.Active, { enableScripts: true });
    const cards = proposals.map((proposal) => planCard(proposal, recommended, purse, l10n.t, has_wish));
    const nonce = randomBytes(16).toString('base64url');
    const parts = { nonce, title, language: env.language, style: PLANS_STYLE, script: PLANS_SCRIPT };
    const page = (decided: boolean) => plansPage(cards, parts, l10n.t, decided);
    panel.webview.html = page(false);
    panel.webview.onDidReceiveMessage((message: unknown) => {
      void explained(this.#log, () => this.#choose(job.id, choiceShape().parse(message)));
    });
    panel.onDidDispose(() => {
      if (this.#panels.get(job.id)?.panel === panel) this.#panels.delete(job.id);
    });
    this.#panels.set(job.id, { panel, page });
  }

  async #choose(job_id: string, choice: Choice): Promise<void> {
    // What the person wished for is sent once the job waits for its approval, which the fast track passes by.
    const body = { ...choice, fast_track: choice.fast_track && !(await this.#wishes.has(job_id)) };
    const client = await this.#connection.client();
    const answer = client.call('proposals.select', { params: { job_id }, body, repeatable: true });
    this.#choosing.add(job_id);
    try {
      await sendDecision(this.#center, client, job_id, answer);
    } finally {
      this.#choosing.delete(job_id);
    }
  }

  dispose(): void {
    this.#listening.dispose();
    for (const { panel } of this.#panels.values()) panel.dispose();
  }
}
