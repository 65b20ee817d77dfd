import assert from 'node:assert/strict';
import { asksDynamically } from './asks-dynamically.ts';

const ASKING = /isOn|<Feature/g;

describe('asksDynamically', () => {
  it('finds calls whose key may be made at run time', () => {
    for (const text of [
      'isOn(key)',
      'isOn(`new-${x}`)',
      "isOn('new-' + x)",
      'isOn(f"new-{x}")',
      'a(1); isOn("a"); isOn(b)',
      '<Feature name={key}>',
    ]) {
      assert.ok(asksDynamically(text, ASKING), text);
    }
  });

  it('passes over calls with a key that stands there, and over other uses of the name', () => {
    for (const text of [
      'isOn("a", user)',
      "isOn(user, 'a')",
      'isOn(Flags.NEW_UI)',
      'isOn(:new_ui)',
      'let isOn = 1;',
      'isOn()',
      '<Feature name="x">',
      'isOn<boolean>("a")',
    ]) {
      assert.ok(!asksDynamically(text, ASKING), text);
    }
  });
});
