import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findSecrets } from '@iama/engine/secrets/find-secrets';
import { figure } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { readRuleTests } from './read-rule-tests.ts';

/** So much of an entry is shown. */
const SHOWN = 100;

/**
 * The literal tests of gitleaks' rules, in a folder of their sources (`cmd/generate/config/rules`): how many positives are found, and how
 * many negatives are taken for secrets.
 */
export async function measureGitleaks(folder: string): Promise<readonly Figure[]> {
  const positives: string[] = [];
  const negatives: string[] = [];
  let made = 0;
  for (const path of (await readdir(folder, { recursive: true })).toSorted()) {
    if (!path.endsWith('.go') || path.endsWith('_test.go')) continue;
    const tests = readRuleTests(await readFile(join(folder, path), 'utf8'));
    positives.push(...tests.positives);
    negatives.push(...tests.negatives);
    made += tests.made;
  }
  if (positives.length === 0) throw new Error(`There are no literal tests of rules in ${folder}.`);
  const missed = positives.filter((text) => findSecrets(text).length === 0);
  const flagged = negatives.filter((text) => findSecrets(text).length > 0);
  for (const text of missed) console.log(`        missed: ${JSON.stringify(text.slice(0, SHOWN))}`);
  for (const text of flagged) console.log(`        flagged: ${JSON.stringify(text.slice(0, SHOWN))}`);
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
  const found = positives.length - missed.length;
  const beside = `${made} more are made up by each run of its tests`;
  return [
    figure(
      'literal positives of gitleaks found',
      share(found, positives.length),
      { at_least: 95 },
      '%',
      `${found} of ${positives.length}; ${beside}`,
    ),
    figure(
      'literal negatives of gitleaks flagged',
      share(flagged.length, negatives.length),
      { at_most: 2 },
      '%',
      `${flagged.length} of ${negatives.length}`,
    ),
  ];
}
