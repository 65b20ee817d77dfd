import assert from 'node:assert/strict';
import { readPython } from '../python/read-python.ts';
import type { Binding, Bindings } from '../source-file.ts';

describe('bindNames', () => {
  describe('with the rules of Python', () => {
    it('gives a name in a function to the function, and to the file only where the function does not assign it', () => {
      const { of, uses } = python(`
limit = 1
def a():
    limit = 2
    return limit
def b():
    return limit
`);
      assert.deepEqual(uses(of('limit', 0)), ['return limit@7']);
      assert.deepEqual(uses(of('limit', 1)), ['return limit@5']);
    });

    it('follows global and nonlocal to what they mean', () => {
      const { of, uses } = python(`
state = 1
def outer():
    kept = 1
    def inner():
        global state
        nonlocal kept
        state = 2
        kept = 2
    return inner
`);
      assert.deepEqual(uses(of('state')), ['global state@6', 'state = 2@8']);
      assert.deepEqual(uses(of('kept')), ['nonlocal kept@7', 'kept = 2@9']);
      assert.equal(of('state', 1), null);
    });

    it('does not let methods see the names of their class, nor comprehensions but for what they first iterate over', () => {
      const { of, uses } = python(`
names = []
class A:
    names = [1]
    twice = [names for n in names]
    def m(self, first=names):
        return names
`);
      assert.deepEqual(uses(of('names', 0)), ['twice = [names for n in names]@5', 'return names@7']);
      assert.deepEqual(uses(of('names', 1)), ['twice = [names for n in names]@5', 'def m(self, first=names):@6']);
    });

    it('declares a member of self by its first assignment and finds it through the class, its instances and subclasses', () => {
      const { of, uses } = python(`
class A:
    def __init__(self, on):
        self._on = on
    def go(this):
        return this._on
    @staticmethod
    def no(self):
        return self._on
class B(A):
    def go(self):
        return lambda: self._on
`);
      const field = of('_on');
      assert.deepEqual(uses(field), ['self._on = on@4', 'return this._on@6', 'return lambda: self._on@12']);
      assert.equal(field?.declaration.role, 'assign');
      assert.equal(field.exported, true, 'a static method reads it of an unknown object');
    });

    it('keeps a parameter and a field of the same name apart', () => {
      const { of, uses } = python(`
class A:
    def __init__(self, on):
        self.on = on
        on = False
`);
      assert.deepEqual(uses(of('on', 0)), ['self.on = on@4', 'on = False@5']);
      assert.deepEqual(uses(of('on', 1)), ['self.on = on@4']);
      assert.equal(of('on', 0)?.kind, 'param');
      assert.equal(of('on', 1)?.kind, 'field');
    });

    it('lets a walrus in a comprehension declare for the function around it', () => {
      const { of, uses } = python(`
def f(xs):
    ys = [last := x for x in xs]
    return last
`);
      assert.deepEqual(uses(of('last')), ['ys = [last := x for x in xs]@3', 'return last@4']);
      assert.equal(of('x')?.references.length, 1);
    });

    it('binds what a case captures, and leaves alone what it compares with', () => {
      const { of, uses, free } = python(`
def f(v):
    match v:
        case Color.RED: return v
        case [head, *tail]: return head, tail
        case {"a": a, **rest} if a: return rest
        case Point(x=0, y=up) as p: return up, p
        case other: return other
`);
      for (const name of ['head', 'tail', 'a', 'rest', 'up', 'p', 'other']) {
        assert.equal(uses(of(name)).length, 1, name);
      }
      assert.deepEqual(free, ['Color', 'Point']);
    });

    it('takes two declarations of one name as meant by nobody knows whom', () => {
      const { of, resolved } = python(`
def _f(): return 1
def _f(): return 2
print(_f())
`);
      assert.equal(of('_f', 0)?.exported, true);
      assert.equal(of('_f', 1)?.exported, true);
      assert.equal(resolved('_f()'), false);
    });

    it('opens everything that eval can see, and the locals that locals() shows', () => {
      const { of } = python(`
_top = 1
def f():
    a = 1
    return locals()
def g():
    b = 1
    return b
`);
      assert.deepEqual([of('_top')?.exported, of('a')?.exported, of('b')?.exported], [false, true, false]);
      const opened = python('_top = 1\ndef f():\n    a = 1\n    return eval("a")\n');
      assert.deepEqual([opened.of('_top')?.exported, opened.of('a')?.exported], [true, true]);
    });

    it('opens members that reflection, a string or an unknown object may mean', () => {
      const { of } = python(`
class A:
    def _a(self): pass
    def _b(self): pass
    def _c(self): pass
    def _d(self): pass
getattr(x, "_a")
y._b()
patch.object(A, "_c")
`);
      assert.deepEqual(
        ['_a', '_b', '_c', '_d'].map((name) => of(name)?.exported),
        [true, true, true, false],
      );
      const all = python('class A:\n    def _a(self): pass\n    def go(self, n): return getattr(self, n)\n');
      assert.equal(all.of('_a')?.exported, true);
    });

    it('opens an import that a type in quotes may mean', () => {
      const { of } = python('from m import Order, Other\ndef f(a: "list[Order]"): pass\n');
      assert.deepEqual([of('Order')?.exported, of('Other')?.exported], [true, false]);
    });

    it('takes an element for no attribute', () => {
      const { of } = python('class A:\n    _x = 1\n    def m(self): return self["_x"]\n');
      assert.equal(of('_x')?.references.length, 0);
    });

    it('says which names are visible at a place', () => {
      const { bindings } = python('import os\ndef f(a):\n    b = 1\n    return b\n');
      const use = bindings.all.find(({ name }) => name === 'b')!.references[0]!;
      assert.deepEqual([...bindings.visible(use.node)].toSorted(), ['a', 'b', 'f', 'os']);
    });
  });
});

/** Bindings of a text, by name and position among those of that name; uses as `line of source@line number`. */
function python(text: string) {
  const read = readPython('a.py', text);
  assert.ok(read.ok, read.ok ? '' : read.message);
  return look(read.file.bindings, text);
}

function look(bindings: Bindings, text: string) {
  const lines = text.split('\n');
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  return {
    bindings,
    free: bindings.free.map(({ name }) => name),
    of: (name: string, index = 0): Binding | null => bindings.all.filter((each) => each.name === name)[index] ?? null,
    uses: (binding: Binding | null): string[] =>
      (binding?.references ?? []).map(({ node }) => {
        const line = lineOf(node.start);
        return `${lines[line - 1]!.trim()}@${line}`;
      }),
    resolved: (source: string): boolean => {
      const start = text.indexOf(source);
      return bindings.all.some(({ references }) => references.some(({ node }) => node.start === start));
    },
  };
}
