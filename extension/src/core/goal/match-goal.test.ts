import assert from 'node:assert/strict';
import type { RecipeId } from '@iama/contracts/recipe';
import { matchGoal } from './match-goal.ts';

const FIRST: readonly (readonly [string, RecipeId])[] = [
  ['remove dead code', 'unused-code'],
  ['Get rid of functions nobody uses', 'unused-code'],
  ['clean up unused local variables', 'unused-variable'],
  ['use async/await instead of promise chains', 'promises-to-async'],
  ['make this ESM', 'commonjs-to-esm'],
  ['replace var with const', 'var-to-const'],
  ['add the missing imports', 'missing-import'],
  ['Add type annotations.', 'missing-type-annotation'],
  ['stop calling deprecated APIs', 'deprecated-api'],
  ['no more console.log', 'console-removal'],
  ['delete commented-out code', 'comment-cleanup'],
  ['Ungenutzten Code entfernen', 'unused-code'],
  ['unbenutzte Variablen aufräumen', 'unused-variable'],
  ['Promise-Ketten in async und await umschreiben', 'promises-to-async'],
  ['fehlende Importe ergänzen', 'missing-import'],
  ['Debug-Ausgaben löschen', 'console-removal'],
  ['auskommentierten Code löschen', 'comment-cleanup'],
  ['veraltete Aufrufe ersetzen', 'deprecated-api'],
  ['Typen ergänzen', 'missing-type-annotation'],
  ['supprimer le code mort', 'unused-code'],
  ['enlever les variables inutilisées', 'unused-variable'],
  ['ajouter les imports manquants', 'missing-import'],
  ['remplacer les API dépréciées', 'deprecated-api'],
  ['supprimer le code mis en commentaire', 'comment-cleanup'],
  ['passer les promesses en async', 'promises-to-async'],
  ['rename total to sum', 'rename-symbol'],
  ['Rechtschreibfehler korrigieren', 'typo-in-string'],
];

describe('a goal in plain words', () => {
  for (const [goal, recipe] of FIRST) {
    it(`“${goal}” asks for ${recipe}`, () => assert.equal(matchGoal(goal)[0]?.recipe_id, recipe));
  }

  it('says which of its words speak for a recipe', () => {
    assert.deepEqual(matchGoal('Please remove the unused imports.')[0], {
      recipe_id: 'unused-code',
      because: ['unused', 'imports'],
    });
  });

  it('offers every recipe that fits, the one that more words speak for first', () => {
    assert.deepEqual(
      matchGoal('unused functions and console output').map((each) => each.recipe_id),
      ['unused-code', 'console-removal'],
    );
  });

  for (const goal of ['', 'make it faster', 'split this class into services', 'füge eine neue Funktion hinzu', '🙂']) {
    it(`“${goal}” fits nothing, and nothing is made up`, () => assert.deepEqual(matchGoal(goal), []));
  }

  it('does not offer what shall be left alone', () => {
    const recipes = (goal: string) => matchGoal(goal).map((each) => each.recipe_id);
    assert.deepEqual(recipes('remove dead code without touching console output'), ['unused-code']);
    assert.deepEqual(recipes('toten Code entfernen, aber nicht die Konsole'), ['unused-code']);
    assert.deepEqual(recipes('keep the console'), []);
  });
});
