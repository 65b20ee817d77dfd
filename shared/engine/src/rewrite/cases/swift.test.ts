import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const becomes = (before: string, after: string): void => {
  const within = (text: string): string => `func f() {\n${text}}\n`;
  assert.equal(removeCalls('a.swift', within(before)).text, within(after));
};

describe('removing a flag from Swift', () => {
  it('decides a list of conditions although it binds a name first', () => {
    becomes('  if let x = y, N() {\n    a(x)\n  } else {\n    b()\n  }\n', '  b()\n');
    becomes('  guard let x = y.z, N() else {\n    return\n  }\n  a(x)\n', '  return\n');
    becomes('  if let x = y, F() {\n    a(x)\n  }\n', '  if let x = y {\n    a(x)\n  }\n');
  });

  it('keeps what making the bound value does', () => {
    becomes('  if let x = make(), N() {\n    a(x)\n  }\n', '  make()\n');
    becomes(
      '  if let x = make(), let z = x.z, N() {\n    a(z)\n  }\n',
      '  if let x = make(), let z = x.z, false {\n    a(z)\n  }\n',
    );
    becomes('  if let x, N() {\n    a(x)\n  }\n  b()\n', '  b()\n');
  });

  it('folds a negated literal that is all the flag leaves', () => {
    becomes(
      '  a(b && (F() && !false))\n  a((F() && !true) || b)\n  a(!false && F() && b)\n',
      '  a(b)\n  a(b)\n  a(!false && b)\n',
    );
  });

  it('knows a property that the initialiser has to set', () => {
    const made = (declared: string, rest: string): string =>
      `class C {\n  ${declared}\n  init() {\n    a = F()\n  }\n${rest}}\n`;
    const read = '  func f() {\n    if self.a {\n      go()\n    }\n  }\n';
    const after = (text: string): string => removeCalls('a.swift', text).text;
    assert.equal(after(made('private var a: Bool', read)), 'class C {\n  init() {}\n  func f() {\n    go()\n  }\n}\n');
    for (const [declared, rest] of [
      ['private var a: Bool?', read],
      ['private var a: Bool!', read],
      ['@State private var a: Bool', read],
      ['private var a: Bool { get { b() } set { c(newValue) } }', read],
      ['private var a: Bool', `${read}  func g() {\n    a = b()\n  }\n`],
    ] as const) {
      assert.match(after(made(declared, rest)), /if self\.a/, declared);
    }
    const decoded = made('private let a: Bool', read);
    assert.doesNotMatch(after(decoded), /if self/);
    assert.match(after(decoded.replace('class C', 'class C: Codable')), /if self\.a/, 'a decoder sets it too');
    const heir = made('private var a: Bool', read).replace('class C', 'class C: Base');
    assert.match(after(heir), /if self\.a/, 'what comes from above may make a decoder of it');
    assert.match(after(`${made('private var a: Bool', read)}extension C: Model {}\n`), /if self\.a/);
  });
});

describe('parity with a tool that knows less of Swift', () => {
  const after = (text: string): string => removeCalls('a.swift', text, 'parity').text;

  it('takes an emptied case away, and a switch without any', () => {
    const within = (text: string): string => `func f() {\n  switch a {\n${text}  }\n  b()\n}\n`;
    assert.equal(
      after(within('  case .x:\n    c()\n  case .y:\n    if N() {\n      d()\n    }\n')),
      within('  case .x:\n    c()\n'),
    );
    assert.equal(after(within('  case .y:\n    if N() {\n      d()\n    }\n')), 'func f() {\n  b()\n}\n');
  });

  it('leaves variables outside of functions', () => {
    const text = 'class C {\n  private lazy var b: Int = {\n    let a = F()\n    return a ? 1 : 2\n  }()\n}\n';
    assert.equal(after(text), text.replace('F()', 'true'));
    assert.equal(
      after('class C {\n  func f() {\n    g {\n      let a = F()\n      h(a ? 1 : 2)\n    }\n  }\n}\n'),
      'class C {\n  func f() {\n    g {\n      h(1)\n    }\n  }\n}\n',
    );
  });

  it('looks at private properties only, and at none that shares its name with a parameter', () => {
    const made = (word: string, param: string): string =>
      `class C {\n  ${word}var a = F()\n  func f(${param}) {\n    if self.a {\n      go()\n    }\n  }\n}\n`;
    assert.equal(after(made('private ', '')), 'class C {\n  func f() {\n    go()\n  }\n}\n');
    for (const [word, param] of [
      ['', ''],
      ['fileprivate ', ''],
      ['private ', 'a: Bool'],
    ] as const) {
      assert.equal(after(made(word, param)), made(word, param).replace('F()', 'true'));
    }
  });
});
