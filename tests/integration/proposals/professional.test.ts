import assert from 'node:assert/strict';
import type { CreateJob } from '@iama/contracts/job/job';
import type { ProposalSet } from '@iama/contracts/job/proposal';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { users } from '@iama/server/db/schema/users';
import { eq } from 'drizzle-orm';
import { CART_GOAL, cartFiles } from '../../support/cart-goal.ts';
import { plansAnswer } from '../../support/goal-answers.ts';
import { modelSettings } from '../../support/model-parts.ts';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

/** Two ways through it, in a function that nobody calls. */
const UNUSED = 'function pick(a) {\n  return a ? 1 : 2;\n}\n';

describe('proposals for professionals', function () {
  this.timeout(60_000);
  let model: ScriptedModel;
  let spine: Spine;
  let repository: TemporaryRepository;

  before(async () => {
    model = await startScriptedModel();
    spine = await openSpine({ models: [modelSettings(model.base_url)] });
    repository = temporaryRepository(cartFiles(UNUSED));
  });
  after(async () => {
    repository.remove();
    await spine.close();
    await model.close();
  });

  async function proposed(tier: 'FREE' | 'PRO', over: Partial<CreateJob>): Promise<ProposalSet> {
    const actor = await spine.newActor();
    await spine.db.update(users).set({ tier }).where(eq(users.id, actor.user_id));
    const client = await ScriptedClient.begin(spine, over, { ...actor, tier });
    await new RealMachine(client, repository).do('collect_context');
    await client.waitForState('WAITING_STRATEGY');
    client.close();
    return await getProposals(spine, client.actor, { job_id: client.job_id });
  }

  it('have the complexity before and after, of a recipe that was run on the real code', async () => {
    const { proposals } = await proposed('PRO', {});
    const all = proposals.at(-1);
    assert.equal(all?.selectable, true);
    // The file itself and three functions, one of them with a condition; one function goes, with its condition.
    assert.deepEqual(all.professional, {
      technical_analysis: [
        'Cyclomatic complexity of the changed files: 5 before, 3 after.',
        'Some test reaches every changed file.',
        '1 file outside the change imports a changed file.',
      ],
      estimated_complexity: { before: 5, after: 3, unread: 0 },
      tested_share: 1,
      tokens: null,
      confidence: null,
    });
  });

  it('have tokens and confidence of a goal, and no complexity of what is not written', async () => {
    model.next(plansAnswer());
    const { proposals } = await proposed('PRO', CART_GOAL);
    for (const { professional } of proposals) {
      assert.ok(professional?.tokens && professional.confidence);
      assert.deepEqual(professional.estimated_complexity, { before: 5, after: null, unread: 0 });
      const { context, first_attempt, at_most } = professional.tokens;
      assert.ok(0 < context && context < first_attempt && first_attempt < at_most);
      assert.ok(professional.confidence.score > 0);
    }
  });

  it('are absent on other plans, of recipes and of goals', async () => {
    model.next(plansAnswer());
    for (const over of [{}, CART_GOAL]) {
      assert.doesNotMatch(JSON.stringify(await proposed('FREE', over)), /professional|complexity/);
    }
  });
});
