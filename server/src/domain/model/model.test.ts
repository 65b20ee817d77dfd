import assert from 'node:assert/strict';
import { LlmRouteTable } from '@iama/contracts/model/route-table';
import fc from 'fast-check';
import { allowedClasses } from './allowed-classes.ts';
import { classesOfAlias } from './classes-of-alias.ts';
import { isSameModel } from './is-same-model.ts';
import { isWorthAnotherTry } from './is-worth-another-try.ts';
import { judgeUsage } from './judge-usage.ts';
import { clientOutputCap, outputCap } from './output-cap.ts';
import { priceCall } from './price-call.ts';
import { routeModel } from './route-model.ts';

const ASKED = { tier: 'PRO', stage: 'refactoring', model_class: 'L2' } as const;
const NOTHING = { cached_input: 0, cache_write: 0 };

describe('routes', () => {
  it('take the first that fits, from the narrow ones to the wide', () => {
    const table = LlmRouteTable.parse({
      routes: [
        { tiers: ['MAX'], alias: 'large' },
        { stages: ['refactoring'], model_classes: ['L2', 'L3'], alias: 'careful' },
        { alias: 'default' },
      ],
    });
    assert.equal(routeModel(table, ASKED), 'careful');
    assert.equal(routeModel(table, { ...ASKED, tier: 'MAX' }), 'large');
    assert.equal(routeModel(table, { ...ASKED, model_class: 'L1' }), 'default');
  });

  it('say of which classes a model is that somebody names; one that they do not lead to is of the first', () => {
    const table = LlmRouteTable.parse({
      routes: [
        { model_classes: ['L3'], alias: 'strong' },
        { stages: ['refactoring'], model_classes: ['L2'], alias: 'strong' },
        { alias: 'any' },
      ],
    });
    assert.deepEqual(classesOfAlias(table, 'strong'), ['L2', 'L3']);
    assert.deepEqual(classesOfAlias(table, 'any'), ['L1', 'L2', 'L3']);
    assert.deepEqual(classesOfAlias(table, 'other'), ['L1']);
  });

  it('lead nowhere when none fits', () => {
    assert.equal(routeModel({ routes: [{ tiers: ['FREE'], alias: 'small' }] }, ASKED), null);
  });

  it('are refused when they have an empty list or a word that does not exist', () => {
    for (const route of [
      { tiers: [], alias: 'a' },
      { stages: ['thinking'], alias: 'a' },
      { alias: 'A b' },
      { alias: 'a', if: 1 },
    ]) {
      assert.equal(LlmRouteTable.safeParse({ routes: [route] }).success, false, JSON.stringify(route));
    }
  });
});

describe('a plan', () => {
  it('includes every class that a smaller plan includes', () => {
    const tiers = ['FREE', 'PLUS', 'PRO', 'MAX', 'ENTERPRISE'] as const;
    for (const [index, tier] of tiers.entries()) {
      const smaller = allowedClasses(tiers[Math.max(0, index - 1)] ?? 'FREE');
      assert.ok(
        smaller.every((each) => allowedClasses(tier).includes(each)),
        tier,
      );
    }
    assert.deepEqual(allowedClasses('FREE'), ['L1']);
    assert.ok(!allowedClasses('PRO').includes('L3'));
  });
});

describe('output caps', () => {
  it('are those of the requirements', () => {
    assert.deepEqual([outputCap('L1'), outputCap('L2'), outputCap('L3')], [30_000, 5_000, 5_000]);
  });

  it('are smaller for a model of an editor that takes little in, and never larger', () => {
    assert.equal(clientOutputCap('L1', 16_000), 4000);
    assert.deepEqual([clientOutputCap('L1', 1_000_000), clientOutputCap('L2', 1_000_000)], [30_000, 5_000]);
    assert.equal(clientOutputCap('L1', 1), 1);
  });
});

describe('the served model', () => {
  for (const [routed, served] of [
    ['gpt-4o-mini', 'gpt-4o-mini'],
    ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18'],
    ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929'],
    ['qwen2.5-coder', 'qwen2.5-coder:latest'],
    ['fast', 'openai/gpt-4o-mini'],
  ] as const) {
    it(`${served} is ${routed}`, () => assert.ok(isSameModel(routed, served, ['openai/gpt-4o-mini'])));
  }

  for (const [routed, served] of [
    ['gpt-4o', 'gpt-4o-mini'],
    ['gpt-4o', 'gpt-4o-mini-2024-07-18'],
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['qwen2.5-coder', 'qwen2.5-coder:7b'],
    ['claude-sonnet-4-5', ''],
    ['a', 'b'],
  ] as const) {
    it(`${served === '' ? 'nothing' : served} is not ${routed}`, () => assert.ok(!isSameModel(routed, served, [])));
  }
});

describe('the price of a call', () => {
  const price = { input: 0.15, output: 0.6, cached_input: 0.075 };

  it('is exact to a billionth of a dollar', () => {
    assert.equal(priceCall({ ...NOTHING, input: 1_000_000, output: 0 }, price), 150_000_000);
    assert.equal(priceCall({ ...NOTHING, input: 1, output: 1 }, price), 750);
  });

  it('counts what came from the cache at the price of the cache, and once', () => {
    assert.equal(priceCall({ input: 1000, cached_input: 800, cache_write: 0, output: 0 }, price), 200 * 150 + 800 * 75);
  });

  it('is unknown without a price, which is not the same as free', () => {
    assert.equal(priceCall({ ...NOTHING, input: 1, output: 1 }, null), null);
    assert.equal(priceCall({ ...NOTHING, input: 1, output: 1 }, { input: 0, output: 0 }), 0);
  });

  it('never falls when more was used', () => {
    const tokens = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(tokens, tokens, tokens, (input, output, more) => {
        const less = priceCall({ ...NOTHING, input, output }, price) ?? 0;
        assert.ok((priceCall({ ...NOTHING, input: input + more, output: output + more }, price) ?? 0) >= less);
      }),
    );
  });
});

describe('what is written down as used', () => {
  const seen = { served: 'yes', reported: null, prompt_bytes: 400, answer_bytes: 10, max_output_tokens: 5000 } as const;
  const reported = { ...NOTHING, input: 7, output: 3 };

  it('is what the provider says, when it says something', () => {
    assert.deepEqual(judgeUsage({ ...seen, reported }), { usage: reported, basis: 'reported' });
  });

  it('is counted, when the answer broke off before the figures', () => {
    assert.deepEqual(judgeUsage(seen), { usage: { ...NOTHING, input: 100, output: 3 }, basis: 'estimated' });
  });

  it('is the most it can have been, when nobody saw the end', () => {
    const most = { usage: { ...NOTHING, input: 100, output: 5000 }, basis: 'at_most' };
    assert.deepEqual(judgeUsage({ ...seen, served: 'unknown' }), most);
    assert.deepEqual(judgeUsage({ ...seen, answer_bytes: null }), most);
  });

  it('is nothing, when nothing was served', () => {
    assert.equal(judgeUsage({ ...seen, served: 'no' }), null);
  });
});

describe('another try', () => {
  it('is for what may pass, never for what was refused or has been answered', () => {
    for (const code of ['MODEL_RATE_LIMITED', 'MODEL_UNAVAILABLE', 'MODEL_CUT_OFF', 'MODEL_UNREACHABLE'] as const) {
      assert.ok(isWorthAnotherTry(code), code);
    }
    for (const code of ['MODEL_KEY_REFUSED', 'MODEL_MISMATCH', 'MODEL_CANCELLED', 'MODEL_OUT_OF_CREDIT'] as const) {
      assert.ok(!isWorthAnotherTry(code), code);
    }
  });
});
