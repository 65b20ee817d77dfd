import assert from 'node:assert/strict';
import { ProposalSet } from '@iama/contracts/job/proposal';
import type { PlanAnalysis } from '@iama/contracts/recipe';
import { buildProposals } from './build-proposals.ts';
import { NOTHING, plan, plans } from './plans.fixture.ts';
import { professionalFields } from './professional-fields.ts';

const RECIPE = { tokens: null, confidence: null };

function fieldsOf(analysis: PlanAnalysis) {
  const { complexity = null, ...of } = analysis;
  return professionalFields({ ...of, complexity }, RECIPE);
}

const file = (path: string, reached_by: string[] = []) => ({
  path,
  change: 'modify' as const,
  new_path: null,
  reached_by,
});
const finding = (path: string) => ({ ...plan('STANDARD').findings[0]!, id: path, path });

describe('what professionals are told of a proposal', () => {
  it('is there only where the plan has it, and the raw figure nowhere else', () => {
    const counted = plans({ STANDARD: { complexity: { before: 9, after: 7, unread: 0 } } });
    const without = buildProposals({ plans: counted });
    assert.doesNotMatch(JSON.stringify(without), /complexity|professional/);
    const set = buildProposals({ plans: counted }, undefined, undefined, { professional: RECIPE });
    assert.ok(ProposalSet.safeParse(set).success);
    assert.deepEqual(set.proposals[1]?.professional?.estimated_complexity, { before: 9, after: 7, unread: 0 });
    assert.equal(set.proposals[0]?.professional?.estimated_complexity, null);
  });

  it('says in sentences what the figures say', () => {
    const { technical_analysis, tested_share } = fieldsOf(
      plan('STANDARD', {
        files: [file('src/a.js', ['test/a.js']), file('src/b.js'), file('src/c.js'), file('src/d.js', ['test/a.js'])],
        findings: [finding('src/a.js'), finding('src/b.js'), finding('src/a.js')],
        finding_count: 3,
        callers: 1,
        complexity: { before: 34, after: 29, unread: 1 },
      }),
    );
    assert.deepEqual(technical_analysis, [
      'Cyclomatic complexity of the changed files: 34 before, 29 after; 1 file could not be read for it.',
      'Tests reach 2 of 4 changed files, not src/b.js, src/c.js.',
      '1 file outside the change imports a changed file.',
      'Most of it is in src/a.js: 2 of 3 changes.',
    ]);
    assert.equal(tested_share, 0.5);
  });

  it('does not say what is not known', () => {
    const unwritten = fieldsOf(plan('STANDARD', { complexity: { before: 34, after: null, unread: 0 } }));
    assert.match(unwritten.technical_analysis[0] ?? '', /34 before, what it is afterwards shows once it is written\.$/);
    assert.doesNotMatch(fieldsOf(plan('STANDARD')).technical_analysis.join(), /complexity/);
    const unreadable = fieldsOf(plan('STANDARD', { complexity: { before: 0, after: 0, unread: 1 } }));
    assert.doesNotMatch(unreadable.technical_analysis.join(), /complexity/);
    // Not all findings were sent: what most of them are in is not known.
    const files = [file('a.js'), file('b.js')];
    const many = plan('STANDARD', { files, findings: [finding('a.js')], finding_count: 900 });
    assert.doesNotMatch(fieldsOf(many).technical_analysis.join(), /Most of it/);
  });

  it('is empty for a plan that would change nothing', () => {
    const { technical_analysis, tested_share } = fieldsOf(plan('STANDARD', NOTHING));
    assert.deepEqual([technical_analysis, tested_share], [[], null]);
  });
});
