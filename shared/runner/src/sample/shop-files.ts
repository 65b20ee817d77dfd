/**
 * A small shop as a repository: code that is used, code that is not, and traps. Vouchers and carriers are loaded by
 * computed names, `register-currencies.js` is imported for what it does when it loads, and the report is started from
 * outside: no reading of the source can tell that it is needed, only a test notices when it is gone.
 */
export const SHOP_FILES: Readonly<Record<string, string>> = {
  'package.json': `{
  "name": "corner-shop",
  "version": "1.4.0",
  "private": true,
  "type": "module",
  "main": "src/index.js",
  "scripts": { "test": "node --test" }
}
`,
  'README.md': `# Corner shop

Carts, prices, vouchers and receipts. Run the tests with npm test.
`,
  'src/index.js': `import './money/register-currencies.js';

export { createCart } from './cart.js';
export { unitPrice } from './pricing/unit-price.js';
export { receiptFor } from './receipt.js';
export { quoteShipping } from './shipping/quote.js';
export { applyVoucher } from './vouchers/apply-voucher.js';
`,
  'src/cart.js': `import { randomUUID } from 'node:crypto';
import { inspect, format } from 'node:util';
import { unitPrice } from './pricing/unit-price.js';

const MAX_LINES = 100;
const DEFAULT_WEIGHT = 250;

// Grams; used by the old courier export.
function weightOf(line) {
  return line.quantity * (line.product.weight ?? DEFAULT_WEIGHT);
}

function totalWeight(lines) {
  return lines.reduce((sum, line) => sum + weightOf(line), 0);
}

export function createCart() {
  const lines = [];
  return {
    add(product, quantity = 1) {
      if (lines.length >= MAX_LINES) throw new Error(format('A cart holds %d lines at most.', MAX_LINES));
      const line = lines.find((each) => each.product.sku === product.sku);
      if (line) line.quantity += quantity;
      else lines.push({ product, quantity });
    },
    lines: () => lines.map((line) => ({ ...line })),
    total: () => lines.reduce((sum, { product, quantity }) => sum + unitPrice(product, quantity) * quantity, 0),
  };
}
`,
  'src/pricing/unit-price.js': `import { roundToCents, roundUp } from './rounding.js';

const STEPS = [
  { from: 50, off: 0.15 },
  { from: 10, off: 0.05 },
];

/** The price of one piece when so many are bought, in cents. */
export function unitPrice(product, quantity) {
  const step = STEPS.find(({ from }) => quantity >= from);
  return roundToCents(product.price * (1 - (step ? step.off : 0)));
}

function previousUnitPrice(product, quantity) {
  return quantity > 20 ? bulkPrice(product) : product.price;
}

function bulkPrice(product) {
  return roundUp(product.price * 0.9);
}
`,
  'src/pricing/rounding.js': `export function roundToCents(amount) {
  return Math.round(amount);
}

export function roundUp(amount) {
  return Math.ceil(amount);
}

export function roundHalfEven(amount) {
  const floor = Math.floor(amount);
  if (amount - floor !== 0.5) return Math.round(amount);
  return floor % 2 === 0 ? floor : floor + 1;
}
`,
  'src/pricing/seasonal.js': `import { roundHalfEven } from './rounding.js';
import { isSummer } from './seasons.js';

export function seasonalPrice(product, date) {
  return isSummer(date) ? roundHalfEven(product.price * 0.8) : product.price;
}
`,
  'src/pricing/seasons.js': `export function isSummer(date) {
  return date.getMonth() >= 5 && date.getMonth() <= 7;
}
`,
  'src/money/currencies.js': `const known = new Map();

export function defineCurrency(code, symbol, decimals) {
  known.set(code, { symbol, decimals });
}

export function formatMoney(cents, code) {
  const currency = known.get(code);
  if (!currency) throw new Error('No currency is called ' + code + '.');
  return currency.symbol + (cents / 10 ** currency.decimals).toFixed(currency.decimals);
}

export function parseMoney(text) {
  return Math.round(Number(stripSymbols(text)) * 100);
}

function stripSymbols(text) {
  return text.replace(/[^0-9.]/g, '');
}
`,
  'src/money/register-currencies.js': `import { defineCurrency } from './currencies.js';

defineCurrency('EUR', '€', 2);
defineCurrency('GBP', '£', 2);
defineCurrency('JPY', '¥', 0);

export const REGISTERED = ['EUR', 'GBP', 'JPY'];
`,
  'src/receipt.js': `import { formatMoney } from './money/currencies.js';
import { unitPrice } from './pricing/unit-price.js';

const WIDTH = 32;

export function receiptFor(cart, code) {
  const rows = cart.lines().map(({ product, quantity }) => {
    const amount = formatMoney(unitPrice(product, quantity) * quantity, code);
    return row(quantity + ' x ' + product.name, amount);
  });
  return [...rows, '-'.repeat(WIDTH), row('Total', formatMoney(cart.total(), code))].join('\\n');
}

function row(left, right) {
  return left + right.padStart(WIDTH - left.length);
}

function centered(text) {
  const space = Math.floor((WIDTH - text.length) / 2);
  return ' '.repeat(space) + text;
}
`,
  'src/shipping/carriers.json': `{
  "post": { "from": ["carriers", "letter"], "free_from": 5000 },
  "bike": { "from": ["carriers", "courier"], "free_from": 20000 }
}
`,
  'src/shipping/quote.js': `import { readFileSync } from 'node:fs';

const CARRIERS = JSON.parse(readFileSync(new URL('carriers.json', import.meta.url), 'utf8'));

/** What a carrier asks for, in cents; free above its limit. */
export async function quoteShipping(carrier, cart) {
  const { from, free_from } = CARRIERS[carrier];
  if (cart.total() >= free_from) return 0;
  const place = ['.', ...from].join('/') + '.js';
  const { rate } = await import(place);
  return rate(cart.lines().length);
}
`,
  'src/shipping/carriers/letter.js': `export function rate(lines) {
  return 390 + 60 * lines;
}
`,
  'src/shipping/carriers/courier.js': `export function rate(lines) {
  return 850 + 100 * Math.max(0, lines - 3);
}
`,
  'src/vouchers/apply-voucher.js': `import { roundToCents } from '../pricing/rounding.js';

/** A voucher is written KIND-VALUE, such as percent-10. */
export async function applyVoucher(voucher, cents) {
  const [kind, value] = voucher.split('-');
  const { discount } = await import('./kinds/' + kind + '.js');
  return Math.max(0, roundToCents(cents - discount(cents, Number(value))));
}
`,
  'src/vouchers/kinds/percent.js': `export const discount = (cents, percent) => (cents * percent) / 100;
`,
  'src/vouchers/kinds/amount.js': `export const discount = (cents, euros) => euros * 100;
`,
  'test/cart.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCart } from '../src/index.js';

const apple = { sku: 'apple', name: 'Apple', price: 40 };
const bread = { sku: 'bread', name: 'Bread', price: 320 };

test('an empty cart costs nothing', () => {
  assert.equal(createCart().total(), 0);
});

test('adding a product again raises its quantity', () => {
  const cart = createCart();
  cart.add(apple, 2);
  cart.add(apple);
  assert.deepEqual(cart.lines(), [{ product: apple, quantity: 3 }]);
});

test('ten pieces are cheaper', () => {
  const cart = createCart();
  cart.add(apple, 10);
  cart.add(bread);
  assert.equal(cart.total(), 700);
});

test('a cart does not hold more than a hundred lines', () => {
  const cart = createCart();
  for (let index = 0; index < 100; index += 1) cart.add({ ...apple, sku: 'apple ' + index });
  assert.throws(() => cart.add(bread), /100 lines/);
});
`,
  'test/receipt.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCart, receiptFor } from '../src/index.js';

function cart() {
  const filled = createCart();
  filled.add({ sku: 'tea', name: 'Tea', price: 450 }, 2);
  return filled;
}

test('a receipt has a row for each line and a total', () => {
  const rows = receiptFor(cart(), 'EUR').split('\\n');
  assert.match(rows[0], /^2 x Tea +€9\\.00$/);
  assert.match(rows.at(-1), /^Total +€9\\.00$/);
});

test('yen have no decimals', () => {
  assert.match(receiptFor(cart(), 'JPY'), /¥900$/);
});

test('an unknown currency is refused', () => {
  assert.throws(() => receiptFor(cart(), 'XXX'), /No currency/);
});
`,
  'src/reports/stock.js': `import { formatMoney } from '../money/currencies.js';
import '../money/register-currencies.js';

const prices = process.argv.slice(2).map(Number);
const worth = prices.reduce((sum, price) => sum + price, 0);
console.log('Stock is worth ' + formatMoney(worth, 'EUR'));
`,
  'test/reports.test.js': `import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

// The reports are started every night by the shop's old server, which knows them by their names.
function report(name, ...args) {
  const place = [import.meta.dirname, '..', 'src', 'reports', name];
  return spawnSync(process.execPath, [join(...place) + '.js', ...args], { encoding: 'utf8' }).stdout;
}

test('the nightly report adds up the stock', () => {
  assert.equal(report('stock', '450', '320'), 'Stock is worth €7.70\\n');
});
`,
  'test/vouchers.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyVoucher } from '../src/index.js';

test('ten percent off', async () => {
  assert.equal(await applyVoucher('percent-10', 2000), 1800);
});

test('five euros off, and never below nothing', async () => {
  assert.equal(await applyVoucher('amount-5', 2000), 1500);
  assert.equal(await applyVoucher('amount-5', 300), 0);
});
`,
  'test/shipping.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCart, quoteShipping } from '../src/index.js';

function cart(price) {
  const filled = createCart();
  filled.add({ sku: 'tea', name: 'Tea', price });
  return filled;
}

test('the post takes a letter', async () => {
  assert.equal(await quoteShipping('post', cart(900)), 450);
});

test('the bike courier is dearer', async () => {
  assert.equal(await quoteShipping('bike', cart(900)), 850);
});

test('shipping is free from fifty euros on', async () => {
  assert.equal(await quoteShipping('post', cart(5000)), 0);
});
`,
};
