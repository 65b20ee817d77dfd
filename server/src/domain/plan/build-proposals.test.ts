import assert from 'node:assert/strict';
import { ProposalSet } from '@iama/contracts/job/proposal';
import { buildProposals } from './build-proposals.ts';
import { NOTHING, plans } from './plans.fixture.ts';

describe('proposals', () => {
  it('are exactly three, from the least to the most, and cost nothing', () => {
    const set = buildProposals({ plans: plans().toReversed() });
    assert.ok(ProposalSet.safeParse(set).success);
    assert.deepEqual(
      set.proposals.map(({ level }) => level),
      ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'],
    );
    assert.ok(set.proposals.every(({ price }) => price.credits_min === 0 && price.credits_max === 0));
  });

  it('cannot be chosen where they would change nothing', () => {
    const { proposals, recommended } = buildProposals({ plans: plans({ CONSERVATIVE: NOTHING }) });
    assert.deepEqual(
      proposals.map(({ selectable }) => selectable),
      [false, true, true],
    );
    assert.equal(recommended, 'STANDARD');
    const all = { CONSERVATIVE: NOTHING, STANDARD: NOTHING, COMPREHENSIVE: NOTHING };
    assert.equal(buildProposals({ plans: plans(all) }).recommended, null);
  });

  it('recommend the middle way only where it is sound', () => {
    const risky = plans({ STANDARD: { risk: 'high' } });
    const untested = plans({ STANDARD: { risk: 'medium', tests_reaching: 0 } });
    const tested = plans({ STANDARD: { risk: 'medium', tests_reaching: 2 } });
    assert.deepEqual(
      [risky, untested, tested].map((found) => buildProposals({ plans: found }).recommended),
      ['CONSERVATIVE', 'CONSERVATIVE', 'STANDARD'],
    );
  });

  it('say how they are taken back', () => {
    const [first] = buildProposals({ plans: plans() }).proposals;
    assert.match(first?.undo ?? '', /iama revert.*byte for byte/);
    const [nothing] = buildProposals({ plans: plans({ CONSERVATIVE: NOTHING }) }).proposals;
    assert.match(nothing?.undo ?? '', /nothing to take back/);
  });
});
