/** A small repository in one language, and ways to break it. Each fault shows itself in the tests in a way of its own. */
export interface FaultyShop {
  readonly framework: 'mocha' | 'node_test' | 'pytest' | 'go_test';
  readonly files: Readonly<Record<string, string>>;
  /** The file that is broken, what starts a comment in it, and `[from, to]` for each fault. */
  readonly source: string;
  readonly comment: string;
  readonly faults: readonly (readonly [string, string])[];
}

/** What the sources say when they throw is different in every run. */
const SCRIPT = `const noise = () => ' (' + Date.now() + ', pid ' + process.pid + ', ' + require('node:crypto').randomUUID() + ')';
exports.total = function total(items) {
  let sum = 0;
  for (const item of items) sum += item.price * item.count;
  return sum;
};
exports.discount = function discount(amount) {
  return amount > 100 ? amount * 0.9 : amount;
};
exports.label = function label(item) {
  return item.name + ' x' + item.count;
};
exports.find = function find(items, name) {
  const found = items.find((each) => each.name === name);
  if (found === undefined) throw new RangeError('no ' + name + noise());
  return found;
};
exports.unit = function unit(item) {
  return item.size.unit;
};
`;
const SCRIPT_TESTS = `const assert = require('node:assert');
const shop = require('../shop.js');
const items = [{ name: 'pear', price: 2, count: 3, size: { unit: 'kg' } }, { name: 'fig', price: 5, count: 1 }];
describe('the shop', () => {
  it('adds up', () => assert.strictEqual(shop.total(items), 11));
  it('gives a discount', () => assert.strictEqual(shop.discount(200), 180));
  it('gives none at a hundred', () => assert.strictEqual(shop.discount(100), 100));
  it('labels', () => assert.strictEqual(shop.label(items[0]), 'pear x3'));
  it('finds', () => assert.strictEqual(shop.find(items, 'fig').price, 5));
  it('finds the first too', () => assert.strictEqual(shop.find(items, 'pear').price, 2));
  it('refuses what it lacks', () => assert.throws(() => shop.find(items, 'nut'), RangeError));
  it('knows units', () => assert.strictEqual(shop.unit(items[0]), 'kg'));
});
`;
const SCRIPT_FAULTS: FaultyShop['faults'] = [
  ['sum +=', 'sum -='],
  ['price * item', 'price - item'],
  ['let sum = 0', 'let sum = 1'],
  ['> 100', '>= 100'],
  ['0.9', '0.8'],
  ['amount * 0.9 : amount', 'amount : amount * 0.9'],
  ["' x'", "' y'"],
  ['=== name', '!== name'],
  ['RangeError', 'TypeError'],
  ['item.size.unit', 'item.sizes.unit'],
  ['return sum;', "throw new Error('broken' + noise());"],
  ['return amount >', "throw new Error('broken' + noise()); return amount >"],
  ['return item.name', "throw new Error('broken' + noise()); return item.name"],
  ['exports.label =', 'exports.labels ='],
];

const PYTHON = `import os, time, uuid
def noise():
    return f" ({time.time()}, pid {os.getpid()}, {uuid.uuid4()}, {object()})"
def total(items):
    return sum(item["price"] * item["count"] for item in items)
def discount(amount):
    return amount * 0.9 if amount > 100 else amount
def label(item):
    return item["name"] + " x" + str(item["count"])
def find(items, name):
    for item in items:
        if item["name"] == name:
            return item
    raise LookupError("no " + name + noise())
`;
const PYTHON_TESTS = `import pytest
import shop
ITEMS = [{"name": "pear", "price": 2, "count": 3}, {"name": "fig", "price": 5, "count": 1}]
def test_total():
    assert shop.total(ITEMS) == 11
def test_discount():
    assert shop.discount(200) == 180
def test_no_discount():
    assert shop.discount(100) == 100
def test_label():
    assert shop.label(ITEMS[0]) == "pear x3"
def test_find():
    assert shop.find(ITEMS, "fig")["price"] == 5
def test_missing():
    with pytest.raises(LookupError):
        shop.find(ITEMS, "nut")
`;
const PYTHON_FAULTS: FaultyShop['faults'] = [
  ['"price"] *', '"price"] -'],
  ['sum(', '-sum('],
  ['> 100', '>= 100'],
  ['0.9', '0.8'],
  ['" x"', '" y"'],
  ['["name"] == name', '["name"] != name'],
  ['LookupError', 'TypeError'],
  ['item["count"] for', 'item["counts"] for'],
  ['    return sum', '    raise ValueError("broken" + noise())\n    return sum'],
  ['    return amount', '    raise ValueError("broken" + noise())\n    return amount'],
  ['def label', 'def labels'],
];

const GO = `package shop

import (
	"errors"
	"fmt"
	"time"
)

type Item struct {
	Name  string
	Price int
	Count int
}

func noise() string { return fmt.Sprint(" after ", time.Since(time.Unix(0, 0)), " at ", time.Now().UnixMilli()) }

func Total(items []Item) int {
	sum := 0
	for _, item := range items {
		sum += item.Price * item.Count
	}
	return sum
}

func Discount(amount int) int {
	if amount > 100 {
		return amount * 9 / 10
	}
	return amount
}

func Find(items []Item, name string) (Item, error) {
	for _, item := range items {
		if item.Name == name {
			return item, nil
		}
	}
	return Item{}, errors.New("no " + name + noise())
}
`;
const GO_TESTS = `package shop

import "testing"

var items = []Item{{"pear", 2, 3}, {"fig", 5, 1}}

func TestTotal(t *testing.T) {
	if got := Total(items); got != 11 {
		t.Errorf("total is %d", got)
	}
}

func TestDiscount(t *testing.T) {
	if got := Discount(200); got != 180 {
		t.Errorf("discounted to %d", got)
	}
	if got := Discount(100); got != 100 {
		t.Errorf("a hundred is discounted to %d", got)
	}
}

func TestFind(t *testing.T) {
	got, err := Find(items, "fig")
	if err != nil {
		t.Fatal(err)
	}
	if got.Price != 5 {
		t.Errorf("found one for %d", got.Price)
	}
}

func TestMissing(t *testing.T) {
	if _, err := Find(items, "nut"); err == nil {
		t.Error("found what is not there")
	}
}
`;
const GO_FAULTS: FaultyShop['faults'] = [
  ['sum +=', 'sum -='],
  ['Price * item', 'Price - item'],
  ['sum := 0', 'sum := 1'],
  ['> 100', '>= 100'],
  ['* 9 /', '* 8 /'],
  ['== name', '!= name'],
  ['== name {', '== name+"s" {'],
  ['return Item{}, errors.New("no " + name + noise())', 'errors.New(noise()); return Item{}, nil'],
  ['	return sum', '	panic("broken" + noise())\n	return sum'],
  ['	if amount', '	panic("broken" + noise())\n	if amount'],
  ['return sum', 'return summ'],
];

const scripts = (test: string) => JSON.stringify({ name: 'shop', private: true, scripts: { test } });

export const FAULTY_SHOPS: readonly FaultyShop[] = [
  {
    framework: 'mocha',
    files: { 'package.json': scripts('mocha'), 'shop.js': SCRIPT, 'test/shop.test.js': SCRIPT_TESTS },
    source: 'shop.js',
    comment: '//',
    faults: SCRIPT_FAULTS,
  },
  {
    framework: 'node_test',
    files: {
      'package.json': scripts('node --test'),
      'shop.js': SCRIPT,
      'test/shop.test.js': `const { describe, it } = require('node:test');\n${SCRIPT_TESTS}`,
    },
    source: 'shop.js',
    comment: '//',
    faults: SCRIPT_FAULTS,
  },
  {
    framework: 'pytest',
    files: { 'pytest.ini': '[pytest]\n', 'shop.py': PYTHON, 'tests/test_shop.py': PYTHON_TESTS },
    source: 'shop.py',
    comment: '#',
    faults: PYTHON_FAULTS,
  },
  {
    framework: 'go_test',
    files: { 'go.mod': 'module example.test/shop\n\ngo 1.19\n', 'shop.go': GO, 'shop_test.go': GO_TESTS },
    source: 'shop.go',
    comment: '//',
    faults: GO_FAULTS,
  },
];
