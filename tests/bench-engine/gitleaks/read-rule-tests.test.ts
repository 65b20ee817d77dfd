import assert from 'node:assert/strict';
import { readRuleTests } from './read-rule-tests.ts';

const SOURCE = [
  'package rules',
  'func One() *config.Rule {',
  '	r := config.Rule{ Regex: regexp.MustCompile(`["a,b}]+`), Keywords: []string{"one"} } // tps := []string{"no"}',
  '	tps := []string{',
  '		"plain, \\"quoted\\"", // a remark, "not this"',
  '		`over',
  'two // lines`,',
  '		utils.GenerateSampleSecret("x", "y"),',
  '		"glued " + "together",',
  '		/* "nor this" */ `braces } in text`,',
  '	}',
  '	tps = append(tps, "one more", made("a", "b"))',
  '	fps := []string{`harmless`}',
  '	r.TPs = []string{"as a field"}',
  '	r.FPs = []string{}',
  '	return utils.Validate(r, tps, fps)',
  '}',
].join('\n');

describe('the literal tests of a rule', () => {
  it('are read as Go means them, and what is put together is counted', () => {
    assert.deepEqual(readRuleTests(SOURCE), {
      positives: ['plain, "quoted"', 'over\ntwo // lines', 'braces } in text', 'one more', 'as a field'],
      negatives: ['harmless'],
      made: 3,
    });
  });
});
