import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { findConfinement } from '../sandbox/find-confinement.ts';
import { needPython } from '../testing/need-python.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { lockTarget } from './lock-target.ts';
import type { LockReport } from './lock-target.ts';

const SHOP = `import datetime
import enum
import os
import random
import socket
import subprocess
import time
import uuid
from dataclasses import dataclass
from datetime import datetime as moment

SEP = '-'
_calls = 0


class Color(enum.Enum):
    RED = 'r'


@dataclass
class Item:
    name: str
    color: Color = Color.RED


class Cart:
    def __init__(self, limit: int = 3):
        self.limit = limit * 2
        self._items = []

    @property
    def size(self):
        return len(self._items)

    def add(self, item: Item):
        if self.size >= self.limit:
            raise ValueError('the cart is full')
        self._items.append(item)
        return item

    def __len__(self):
        return len(self._items)


def slug(text, *, sep=SEP):
    if not isinstance(text, str):
        raise TypeError('text must be a string')
    return sep.join(text.split())


def sort_by(values: list, key):
    print('sorting', len(values))
    values.sort(key=key)
    return None


def load(repo, ident: int):
    found = repo.find(ident)
    repo.store(ident, found)
    return found


async def wait(count: int):
    if count < 0:
        raise LookupError(f'there is no {count}')
    return count + 1


def chunks(values: list):
    for at in range(0, len(values), 2):
        yield values[at:at + 2]


def stamp():
    return f'{moment.now().isoformat()} {datetime.date.today()} {time.time()} {random.random():.4f} {os.getpid()} {uuid.uuid4()}'


def zone():
    return time.mktime((2020, 1, 1, 0, 0, 0, 0, 0, 0))


def order():
    return list({'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'})


def ticks():
    return id(object())


def here():
    return os.getcwd()


def count():
    global _calls
    _calls += 1
    return _calls


def forever():
    while True:
        pass


def save():
    open('written', 'w')


def call():
    socket.create_connection(('127.0.0.1', 9))


def start():
    subprocess.run(['ls'])


def stop():
    os._exit(3)


async def never():
    import asyncio
    await asyncio.sleep(60)
`;
const NO_TABLE = new Map<string | undefined, string>();

describe('locking a Python target', function () {
  this.timeout(240_000);

  async function lock(repository: TemporaryRepository, path = 'shop/cart.py'): Promise<LockReport> {
    return await lockTarget({
      workspace: await openWorkspace(repository.root),
      target: { kind: 'file', path },
      confinement: await findConfinement(),
      runs: 2,
      timeout_ms: 60_000,
      budget_ms: 60_000,
      most_mutants: 3,
      most_per_function: 12,
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  }
  const reasonsOf = ({ files }: LockReport) =>
    new Map([
      ...NO_TABLE,
      ...(files[0]?.pinned.dropped.map(({ plan, reason }) => [plan.path.at(-1), reason] as const) ?? []),
    ]);

  describe('of a repository with pytest', () => {
    let repository: TemporaryRepository;
    let report: LockReport;
    let untouched: unknown;
    let text = '';

    before(async function () {
      await needPython(this, 'pytest');
      repository = temporaryRepository({
        'shop/__init__.py': 'from .cart import slug\n',
        'shop/cart.py': SHOP,
        'tests/test_cart.py':
          "from shop.cart import slug\n\n\ndef test_slug():\n    assert slug('a b', sep='+') == 'a+b'\n",
      });
      untouched = treeDigest(repository.root);
      report = await lock(repository);
      text = report.files[0]?.pinned.tests?.text ?? '';
    });
    after(() => repository?.remove());

    it('writes a readable test file of values, errors, states, printed words, calls in order and what is awaited or iterated', () => {
      assert.equal(report.files[0]?.pinned.tests?.path, 'tests/test_cart_characterization.py');
      for (const written of [
        "    assert slug('a b', sep='+') == 'a+b'\n",
        "    with pytest.raises(TypeError) as caught:\n        slug(42)\n    assert str(caught.value) == 'text must be a string'\n",
        "    instance = Cart()\n    assert state_of(instance) == {'limit': 6, 'size': 0, 'len()': 0}\n",
        "    assert instance.add(Item('Hello World')) == Item(name='Hello World', color=Color.RED)\n    assert state_of(instance) == {'limit': 6, 'size': 1, 'len()': 1}\n",
        "    instance = Cart()\n    instance.add(Item('Hello World'))\n    instance.add(Item('Hello World', Color.RED))\n    assert len(instance) == 2\n",
        "    assert spy.seen == [['repo.find', '3'], ['repo.store', '3', '3']]\n",
        '    assert asyncio.run(wait(3)) == 4\n',
        "    with pytest.raises(LookupError) as caught:\n        asyncio.run(wait(-1))\n    assert str(caught.value) == 'there is no -1'\n",
        '    assert list(chunks([3, 1, 2])) == [[3, 1], [2]]\n',
        "    assert SEP == '-'\n",
      ])
        assert.ok(text.includes(written), written + text.slice(text.indexOf('def test_')));
      assert.match(
        text,
        /\(capsys\):\n    spy = Spies\(\)\n    values = \[3, 1, 2\]\n    assert sort_by\(values, spy\('key'\)\) is None\n    assert capsys\.readouterr\(\)\.out == 'sorting 3\\n'\n    assert values == \[1, 2, 3\]\n    assert spy\.seen == /,
      );
      assert.match(
        text,
        /with pinned\('shop'\):\n        assert stamp\(\) == '2020-01-31T12:34:56\.789000 2020-01-31 1580474096\.789 0\.6394 42 /,
      );
    });

    it('drops what is not stable or reaches out, each with its reason', () => {
      const reasons = reasonsOf(report);
      assert.match(reasons.get('order') ?? '', /order in which a set keeps its members/);
      assert.equal(reasons.get('zone'), 'Its result depends on the time zone or the language of the machine.');
      assert.equal(reasons.get('count'), 'Its result depends on the calls before it.');
      assert.equal(reasons.get('here'), 'Its result names the folder that it runs in.');
      assert.equal(reasons.get('forever'), 'It did not come to an end, or ended the whole run.');
      assert.equal(reasons.get('save'), 'It writes files.');
      assert.equal(reasons.get('call'), 'It opens a network connection.');
      assert.equal(reasons.get('start'), 'It starts a process.');
      assert.equal(reasons.get('stop'), 'It ends the process.');
      assert.equal(reasons.get('never'), 'Its promise does not settle within a second.');
      assert.equal(reasons.get('ticks'), 'Its result differs from run to run.');
    });

    it('leaves the repository as it was, and the tests pass in it', () => {
      assert.deepEqual(treeDigest(repository.root), untouched);
      const path = report.files[0]?.pinned.tests?.path ?? '';
      repository.write(path, text);
      try {
        const env = { ...process.env, PYTHONPATH: repository.root, PYTHONDONTWRITEBYTECODE: '1' };
        const ran = spawnSync('python3', ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', path], {
          cwd: repository.root,
          encoding: 'utf8',
          env,
        });
        assert.equal(ran.status, 0, ran.stdout);
      } finally {
        rmSync(join(repository.root, path));
      }
    });

    it('measures what existing and written tests notice, each by itself', () => {
      const strength = report.files[0]?.strength;
      assert(strength && strength.run > 0 && strength.killed >= strength.killed_by_generated);
      assert.equal(report.baseline.steady, 1);
    });
  });

  it('is written as unittest.TestCase where the repository knows nothing of pytest', async function () {
    await needPython(this, 'unittest');
    const test =
      'import unittest\nfrom price import price\n\n\nclass Price(unittest.TestCase):\n    def test_costs(self):\n        self.assertEqual(price(2), 4)\n';
    const repository = temporaryRepository({
      'price.py':
        "def price(net: int):\n    print('asked')\n    if net < 0:\n        raise ValueError('too small')\n    return net * 2\n",
      'tests/test_price.py': test,
    });
    try {
      const report = await lock(repository, 'price.py');
      const { path = '', text = '' } = report.files[0]?.pinned.tests ?? {};
      assert.equal(path, 'tests/test_price_characterization.py');
      assert.match(text, /class TestPrice\(unittest\.TestCase\):\n    def test_price_2_returns_4\(self\):\n/);
      assert.match(
        text,
        /with contextlib\.redirect_stdout\(io\.StringIO\(\)\) as out:\n            self\.assertEqual\(price\(3\), 6\)\n        self\.assertEqual\(out\.getvalue\(\), 'asked\\n'\)/,
      );
      assert.match(
        text,
        /with self\.assertRaises\(ValueError\) as caught:\n\s+price\(-1\)\n\s+self\.assertEqual\(str\(caught\.exception\), 'too small'\)/,
      );
      assert.equal(report.baseline.steady, 1);
    } finally {
      repository.remove();
    }
  });

  it('says so where Python or pytest is not there, and writes nothing', async () => {
    const repository = temporaryRepository({
      'price.py': 'def price(net):\n    return net * 2\n',
      'tests/test_price.py':
        'import pytest\nfrom price import price\n\n\ndef test_costs():\n    assert price(2) == 4\n',
    });
    const { PATH } = process.env;
    const programs = mkdtempSync(join(tmpdir(), 'iama-programs-'));
    try {
      // Everything but Python.
      for (const name of readdirSync('/usr/bin'))
        if (!/py/.test(name)) symlinkSync(join('/usr/bin', name), join(programs, name));
      process.env['PATH'] = `${programs}:/usr/sbin:/sbin`;
      const report = await lock(repository, 'price.py');
      assert.deepEqual(report.files, []);
      assert.deepEqual(report.skipped, [
        {
          path: 'pytest:.',
          reason: 'Its tests were not run: python3 is not on this machine. Install Python and put python3 on PATH.',
        },
        { path: 'price.py', reason: 'python3 is not on this machine. Install Python and put python3 on PATH.' },
      ]);
    } finally {
      process.env['PATH'] = PATH;
      rmSync(programs, { recursive: true });
      repository.remove();
    }
  });
});
