import type { Dice } from '../trace/dice.ts';
import type { HonestRepository } from './honest-repository.ts';

export const SHOP_FLAG = 'stale-checkout';

const NOUNS = ['order', 'invoice', 'basket', 'parcel', 'refund', 'voucher'] as const;

/**
 * A small CommonJS repository with a little of everything that recipes look for, in its code as in its tests: promise chains, `var`,
 * prints, code that nobody uses, an old flag, notes that hold code. The same dice make the same files.
 */
export function shopRepository(dice: Dice, index: number): HonestRepository {
  const noun = dice.pick(NOUNS);
  const framework = dice.pick(['mocha', 'node_test'] as const);
  const files = {
    ...packageFiles(framework, index),
    'src/flags.js': "exports.isEnabled = (key) => ['stale-checkout'].includes(key);\n",
    [`src/${noun}.js`]: code(noun, dice),
    'src/log.js': "var prefix = 'shop';\nexports.note = function (text) { console.log(prefix, text); return text; };\n",
    'src/index.js': `module.exports = { ...require('./${noun}'), note: require('./log').note };\n`,
    [`test/${noun}.test.js`]: tests(noun, framework, dice),
    'test/helpers.js': helpers(noun),
    [`test/goldens/${noun}.golden`]: `${noun}: 3\n`,
  };
  return { name: `shop ${index} (${noun}, ${framework})`, files, names: [`src/${noun}.js#total`, 'src/log.js#note'] };
}

/** Every other one has a program that is loaded before its tests, which its line or its configuration names. */
function packageFiles(framework: 'mocha' | 'node_test', index: number): Readonly<Record<string, string>> {
  const loads = index % 2 === 0;
  const test =
    framework === 'mocha' ? 'mocha' : `node ${loads ? '--require ./scripts/register.js ' : ''}--test test/*.test.js`;
  const manifest = { name: `shop-${index}`, version: '1.0.0', main: 'src/index.js', scripts: { test } };
  return {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'scripts/register.js': "var path = require('path');\nprocess.env.SHOP = path.basename(__dirname);\n",
    ...(framework === 'mocha' ? { '.mocharc.js': mocharc(loads) } : {}),
  };
}

function mocharc(loads: boolean): string {
  return `// const old = require('./old');
// module.exports = { ...old, timeout: 1 };
var spec = ['test/*.test.js']
function forgotten() { return spec; }
module.exports = { spec: spec, ${loads ? "require: './scripts/register.js', " : ''}timeout: 4000 }
`;
}

function code(noun: string, dice: Dice): string {
  const limit = dice.below(90) + 10;
  return `const fs = require('fs');
const path = require('node:path');
const flags = require('./flags');
const { note } = require('./log');

// const before = total([1, 2]);
// if (before > ${limit}) { return before; }
var limit = ${limit};

function forgotten${limit}(list) {
  return list.length;
}

function total(list) {
  var sum = 0;
  for (var at = 0; at < list.length; at += 1) sum = sum + list[at];
  const unused = sum * 2;
  console.log('total', sum);
  return sum;
}

function price(list) {
  if (flags.isEnabled('${SHOP_FLAG}')) {
    return Math.min(total(list), limit);
  } else {
    return oldPrice(list);
  }
}

function oldPrice(list) {
  return list.length * 3;
}

function read(file) {
  return fs.promises.readFile(file, 'utf8').then((text) => {
    return text.trim();
  });
}

function label(list) {
  return '${noun}: ' + String(total(list)).substr(0, 9);
}

function first(list) {
  if (list.length === 0) throw new RangeError('there is no ${noun}')
  return note(list[0]);
}

exports.total = total;
exports.price = price;
exports.read = read;
exports.label = label;
exports.first = first;
`;
}

function tests(noun: string, framework: 'mocha' | 'node_test', dice: Dice): string {
  const use = framework === 'mocha' ? '' : "const { describe, it } = require('node:test');\n";
  const more = dice.chance(0.5) ? `  it('labels', () => { expectLabel(label([1, 2])) });\n` : '';
  return `${use}const assert = require('assert');
const path = require('path');
const { total, price, read, label, first } = require('../src/${noun}');
const { expectLabel, golden } = require('./helpers');

// it('adds strings', () => {
//   assert.equal(total(['a']), 'a');
// });
describe('${noun}', () => {
  it('adds', () => {
    var list = [1, 2];
    console.log('adding', list);
    assert.strictEqual(total(list), 3);
    assert.deepStrictEqual(total([]), 0);
  });

  it("is cut off",() => {
    var costly = [400, 2]
    assert.ok(price(costly) < 402)
  });

  it('reads', () => {
    return read(golden).then((text) => {
      assert.strictEqual(text, '${noun}: 3');
    });
  });

  it('says what cannot be read', () => {
    return read('nowhere').then(() => {
      assert.fail('it was read');
    }).catch((error) => {
      assert.strictEqual(error.code, 'ENOENT');
    });
  });

  it('wants one', function () {
    const leftOver = 1;
    assert.throws(() => first([]), RangeError);
  });
${more}});
`;
}

function helpers(noun: string): string {
  return `const assert = require('node:assert');
const path = require('path');

exports.golden = path.join(__dirname, 'goldens', '${noun}.golden');
exports.expectLabel = function (text) {
  var known = '${noun}: 3';
  assert.strictEqual(text, known);
};

function forgotten(text) {
  assert.ok(text);
}
`;
}
