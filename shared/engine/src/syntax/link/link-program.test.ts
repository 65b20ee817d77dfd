import assert from 'node:assert/strict';
import type { Links } from '../../rewrite/program.ts';
import type { SyntaxNode } from '../node.ts';
import { readSource } from '../read-source.ts';
import type { Binding, SourceFile } from '../source-file.ts';
import { linkProgram } from './link-program.ts';

interface Linked {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly links: Links;
}

/** Files named with a `+` are in the tree and not in the program. */
function link(texts: Readonly<Record<string, string>>): Linked {
  const all = new Map(Object.entries(texts).map(([path, text]) => [path.replace(/^\+/, ''), text]));
  const files = new Map<string, SourceFile>();
  for (const [path, text] of Object.entries(texts)) {
    if (path.startsWith('+')) continue;
    const outcome = readSource(path, text);
    assert.ok(outcome.ok, outcome.ok ? '' : `${path}: ${outcome.message}`);
    files.set(path, outcome.file);
  }
  return { files, links: linkProgram(files, { files: all, paths: new Set(all.keys()) }) };
}

function bindingIn({ files }: Linked, path: string, name: string): Binding {
  const named = files.get(path)!.bindings.all.filter((binding) => binding.name === name);
  const found = named.length > 1 ? named.filter((binding) => binding.kind !== 'field') : named;
  assert.equal(found.length, 1, `${name} is declared ${found.length} times in ${path}`);
  return found[0]!;
}

/** Uses of a declared name in all files, as `path:text`. */
function uses(linked: Linked, path: string, name: string): string[] {
  return linked.links
    .usesOf(bindingIn(linked, path, name))
    .map(({ file, node, access }) => {
      const text = file.text.slice(node.start, node.end);
      return `${file.path}:${text}${access === 'read' ? '' : ` ${access}`}`;
    })
    .toSorted();
}

const isOpen = (linked: Linked, path: string, name: string) => linked.links.open(bindingIn(linked, path, name));

/** What the last name or member with this text in a file means, as `path:name`. */
function target(linked: Linked, path: string, text: string): string | null {
  const file = linked.files.get(path)!;
  let found: SyntaxNode | null = null;
  const pending: SyntaxNode[] = [file.root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const isWanted = node.role === 'name' || node.role === 'member';
    if (isWanted && file.text.slice(node.start, node.end) === text && node.start > (found?.start ?? -1)) found = node;
    pending.push(...node.children);
  }
  assert.ok(found, `${text} does not stand in ${path}`);
  const meant = linked.links.targetOf(file, found);
  return meant && `${meant.file.path}:${meant.binding.name}`;
}

describe('links between modules', () => {
  it('follow named imports under any local name', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true',
      'lib/b.ts': "import { flag as isOn } from './a'; if (isOn) f(isOn)",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), ['lib/b.ts:isOn', 'lib/b.ts:isOn', 'lib/b.ts:isOn']);
    assert.equal(target(linked, 'lib/b.ts', 'isOn'), 'lib/a.ts:flag');
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
  });

  it('follow re-exports, stars and whole modules', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true',
      'lib/b.ts': "export { flag as renamed } from './a'; export * from './a'",
      'lib/c.ts': "import { renamed, flag } from './b'; f(renamed, flag)",
      'lib/d.ts': "import * as all from './b'; f(all.flag)",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), [
      'lib/b.ts:flag',
      'lib/c.ts:flag',
      'lib/c.ts:flag',
      'lib/c.ts:renamed',
      'lib/c.ts:renamed',
      'lib/d.ts:all.flag',
    ]);
    assert.equal(target(linked, 'lib/c.ts', 'renamed'), 'lib/a.ts:flag');
    assert.equal(target(linked, 'lib/d.ts', 'all.flag'), 'lib/a.ts:flag');
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
  });

  it('follow an import that is exported again', () => {
    const linked = link({
      'lib/a.ts': 'export default function isOn() { return true }',
      'lib/b.ts': "import isOn from './a'; export { isOn }",
      'lib/c.ts': "import { isOn as x } from './b'; x()",
    });
    assert.equal(target(linked, 'lib/c.ts', 'x'), 'lib/a.ts:isOn');
    assert.equal(isOpen(linked, 'lib/a.ts', 'isOn'), false);
  });

  it('follow CommonJS in all its forms', () => {
    const linked = link({
      'lib/a.js': 'const flag = true; const other = 1; module.exports = { flag, renamed: other }',
      'lib/b.js': "const { flag, renamed: x } = require('./a'); f(flag, x)",
      'lib/c.js': "const a = require('./a'); f(a.flag, require('./a').renamed)",
    });
    assert.deepEqual(uses(linked, 'lib/a.js', 'other'), [
      'lib/a.js:other',
      'lib/b.js:x',
      'lib/b.js:x',
      "lib/c.js:require('./a').renamed",
    ]);
    assert.equal(target(linked, 'lib/b.js', 'x'), 'lib/a.js:other');
    assert.equal(target(linked, 'lib/c.js', 'a.flag'), 'lib/a.js:flag');
    assert.equal(isOpen(linked, 'lib/a.js', 'other'), false);
  });

  it('follow a function that is the whole module', () => {
    const linked = link({
      'lib/a.js': 'function isOn() { return true } module.exports = isOn',
      'lib/b.js': "const check = require('./a'); check()",
      'lib/c.mjs': "import check from './a.js'; check()",
    });
    assert.deepEqual(uses(linked, 'lib/a.js', 'isOn'), [
      'lib/a.js:isOn',
      'lib/b.js:check',
      'lib/b.js:check',
      'lib/c.mjs:check',
      'lib/c.mjs:check',
    ]);
  });

  it('go through path aliases and workspace packages', () => {
    const linked = link({
      '+tsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["./lib/*"] } } }',
      '+packages/flags/package.json':
        '{ "name": "@acme/flags", "private": true, "exports": { "./all": "./src/all.ts" } }',
      'packages/flags/src/all.ts': 'export const flag = 1',
      'lib/a.ts': 'export const on = 1',
      'lib/deep/b.ts': "import { on } from '@app/a'; import { flag } from '@acme/flags/all'; f(on, flag)",
    });
    assert.equal(target(linked, 'lib/deep/b.ts', 'on'), 'lib/a.ts:on');
    assert.equal(target(linked, 'lib/deep/b.ts', 'flag'), 'packages/flags/src/all.ts:flag');
  });

  it('count on two stars with one name as little as the language does', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = 1',
      'lib/b.ts': 'export const flag = 2',
      'lib/c.ts': "export * from './a'; export * from './b'",
      'lib/d.ts': "import { flag } from './c'; f(flag)",
    });
    assert.equal(target(linked, 'lib/d.ts', 'flag'), null);
  });

  it('end where modules go round in a circle', () => {
    const linked = link({
      'lib/a.ts': "export * from './b'; export const a = 1",
      'lib/b.ts': "export * from './a'; import { missing } from './a'; f(missing)",
    });
    assert.equal(target(linked, 'lib/b.ts', 'missing'), null);
    assert.equal(isOpen(linked, 'lib/a.ts', 'a'), false);
  });
});

describe('links through odd modules', () => {
  it('take what a module says itself before what a star brings', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = 1',
      'lib/b.ts': "export * from './a'; export const flag = 2",
      'lib/c.ts': "import { flag } from './b'; f(flag)",
    });
    assert.equal(target(linked, 'lib/c.ts', 'flag'), 'lib/b.ts:flag');
  });

  it('follow a default that is passed on by another name', () => {
    const linked = link({
      'lib/a.ts': 'export default class Gate {}',
      'lib/b.ts': "export { default as Gate } from './a.js'; export { default } from './a'",
      'lib/c.ts': "import Other, { Gate } from './b'; f(Gate, Other)",
    });
    assert.equal(target(linked, 'lib/c.ts', 'Gate'), 'lib/a.ts:Gate');
    assert.equal(target(linked, 'lib/c.ts', 'Other'), 'lib/a.ts:Gate');
  });

  it('follow what TypeScript exports as a whole', () => {
    const linked = link({
      'lib/a.ts': 'function flag() { return true } export = flag',
      'lib/b.ts': "import flag = require('./a'); f(flag())",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), ['lib/a.ts:flag', 'lib/b.ts:flag', 'lib/b.ts:flag']);
  });

  it('do not take a variable for a module that it does not stay', () => {
    const linked = link({
      'lib/a.js': 'const flag = true; module.exports = { flag }',
      'lib/b.js': "let a = require('./a'); a = other(); f(a.flag)",
    });
    assert.equal(target(linked, 'lib/b.js', 'a.flag'), null);
    assert.equal(isOpen(linked, 'lib/a.js', 'flag'), true);
  });

  it('do not follow names that a function hides', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true',
      'lib/b.ts': "import { flag } from './a'; function g(flag: boolean) { return flag } g(flag)",
    });
    assert.deepEqual(uses(linked, 'lib/a.ts', 'flag'), ['lib/b.ts:flag', 'lib/b.ts:flag']);
  });

  it('lose sight of exports that the module itself uses by way of others', () => {
    const linked = link({ 'lib/a.js': 'function flag() {} exports.flag = flag; exports.go = () => exports.flag()' });
    assert.equal(isOpen(linked, 'lib/a.js', 'flag'), true);
    const plain = link({
      'lib/a.js': "Object.defineProperty(exports, '__esModule', {}); function flag() {} exports.flag = flag",
    });
    assert.equal(isOpen(plain, 'lib/a.js', 'flag'), false);
  });

  it('see no difference between a module and its types', () => {
    const linked = link({
      'lib/a.ts': 'export const flag = true; export type T = 1',
      'lib/b.ts': "import * as a from './a'; let x: a.T; f(a.flag)",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
    assert.equal(isOpen(linked, 'lib/a.ts', 'T'), true);
  });
});

describe('an export is open', () => {
  const flag = { 'lib/a.ts': 'export const flag = true; export const other = 1' };
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['when a file outside the program imports it', { '+lib/b.ts': "import { flag } from './a'" }],
    ['when a component outside imports it', { '+lib/B.vue': "<script>import { flag } from './a'</script>" }],
    ['when a file outside takes the whole module', { '+lib/b.ts': "import * as a from './a'; g(a)" }],
    [
      'when a file outside passes all on to somebody',
      { '+lib/b.ts': "export * from './a'", '+lib/c.ts': "import { f } from './b'" },
    ],
    ['when the module is loaded at run time', { 'lib/b.ts': "const a = await import('./a')" }],
    ['when the whole module goes somewhere', { 'lib/b.ts': "import * as a from './a'; g(a)" }],
    ['when the whole module is required for something', { 'lib/b.js': "g(require('./a'))" }],
    ['when a test replaces the module', { 'lib/b.test.ts': "jest.mock('./a')" }],
    ['when a folder is loaded by computed paths', { 'main/b.ts': 'import(`../lib/${name}.js`)' }],
    ['when the package offers it', { '+package.json': '{ "name": "x", "main": "lib/a.ts" }' }],
    [
      'when a script of the package starts it',
      { '+package.json': '{ "name": "x", "private": true, "scripts": { "start": "node lib/a.ts" } }' },
    ],
    ['when a whole namespace is passed on', { 'lib/b.ts': "export * as a from './a'" }],
  ];
  for (const [title, texts] of cases) {
    it(title, () => {
      assert.equal(isOpen(link({ ...flag, ...texts }), 'lib/a.ts', 'flag'), true);
    });
  }

  it('and not when others only take something else', () => {
    const linked = link({
      ...flag,
      '+package.json': '{ "name": "x", "private": true }',
      '+lib/b.ts': "import { other } from './a'; const word = 1",
      '+lib/c.ts': 'const flag = 1',
      '+README.md': 'the `flag`',
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'flag'), false);
    assert.equal(isOpen(linked, 'lib/a.ts', 'other'), true);
  });

  it('and not when a private package only starts there', () => {
    const linked = link({
      'src/index.ts': 'export const flag = true; f(flag)',
      '+package.json': '{ "name": "x", "private": true, "main": "src/index.ts" }',
    });
    assert.equal(isOpen(linked, 'src/index.ts', 'flag'), false);
  });

  it('and names of a script are, when another file says them', () => {
    const linked = link({ 'a.js': 'var flag = 1, other = 2; f(flag, other)', '+index.html': '<b onclick="g(flag)">' });
    assert.equal(isOpen(linked, 'a.js', 'flag'), true);
    assert.equal(isOpen(linked, 'a.js', 'other'), false);
  });
});

describe('links to members', () => {
  it('follow constant objects and enums into other files', () => {
    const linked = link({
      'lib/a.ts':
        "export const FLAGS = { NEW: 'new', OLD: { DEEP: 'deep' } } as const; export enum Kind { A = 'a', B = 'b' }",
      'lib/b.ts': "import { FLAGS, Kind as K } from './a'; f(FLAGS.NEW, FLAGS.OLD.DEEP, K.A)",
      'lib/c.ts': "import * as a from './a'; f(a.FLAGS.NEW, a.Kind.B)",
    });
    assert.equal(target(linked, 'lib/b.ts', 'FLAGS.NEW'), 'lib/a.ts:NEW');
    assert.equal(target(linked, 'lib/b.ts', 'FLAGS.OLD.DEEP'), 'lib/a.ts:DEEP');
    assert.equal(target(linked, 'lib/b.ts', 'K.A'), 'lib/a.ts:A');
    assert.equal(target(linked, 'lib/c.ts', 'a.FLAGS.NEW'), 'lib/a.ts:NEW');
    assert.deepEqual(uses(linked, 'lib/a.ts', 'NEW'), ['lib/b.ts:FLAGS.NEW', 'lib/c.ts:a.FLAGS.NEW']);
    assert.deepEqual(uses(linked, 'lib/a.ts', 'DEEP'), ['lib/b.ts:FLAGS.OLD.DEEP']);
    assert.deepEqual(uses(linked, 'lib/a.ts', 'B'), ['lib/c.ts:a.Kind.B']);
    for (const name of ['NEW', 'DEEP', 'A']) assert.equal(isOpen(linked, 'lib/a.ts', name), false);
  });

  it('follow an object that is exported without a name', () => {
    const linked = link({
      'lib/a.ts': "export default { NEW: 'new' }",
      'lib/b.ts': "import flags from './a'; f(flags.NEW)",
    });
    assert.equal(target(linked, 'lib/b.ts', 'flags.NEW'), 'lib/a.ts:NEW');
    assert.deepEqual(uses(linked, 'lib/a.ts', 'NEW'), ['lib/b.ts:flags.NEW']);
    assert.equal(isOpen(linked, 'lib/a.ts', 'NEW'), false);
  });

  it('leave entries open where the object goes somewhere in another file', () => {
    const linked = link({
      'lib/a.ts': "export const FLAGS = { NEW: 'new' }",
      'lib/b.ts': "import { FLAGS } from './a'; Object.values(FLAGS)",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'NEW'), true);
    assert.equal(isOpen(linked, 'lib/a.ts', 'FLAGS'), false);
  });

  it('read nothing of an object that only types name', () => {
    const linked = link({
      'lib/a.ts': "export const FLAGS = { NEW: 'new' } as const; export type Flag = (typeof FLAGS)[keyof typeof FLAGS]",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'NEW'), false);
  });

  it('leave public members open as soon as their name stands elsewhere', () => {
    const linked = link({
      'lib/a.ts': 'export class A { isOn = true; isOff = false; m() { return this.isOn || this.isOff } }',
      'lib/b.ts': "import { A } from './a'; g(new A().isOff)",
    });
    assert.equal(isOpen(linked, 'lib/a.ts', 'isOn'), false);
    assert.equal(isOpen(linked, 'lib/a.ts', 'isOff'), true);
  });
});

describe('links by qualified names', () => {
  it('follow Java and Kotlin through packages and static imports', () => {
    const linked = link({
      'core/Flags.java':
        'package com.acme; public class Flags { public static final String NEW = "new"; public static final String OLD = "old"; public enum Kind { A, B } }',
      'app/Near.java': 'package com.acme; class Near { String a = Flags.NEW; Flags.Kind k = Flags.Kind.A; }',
      'app/Far.java':
        'package org.other; import com.acme.Flags; import static com.acme.Flags.OLD; class Far { String a = Flags.NEW + OLD; }',
      'app/Star.java': 'package org.other; import com.acme.*; class Star { String a = Flags.NEW; }',
      'app/Far.kt': 'package org.other\nimport com.acme.Flags.Kind\nval k = Kind.B\n',
    });
    assert.equal(target(linked, 'app/Near.java', 'Flags.NEW'), 'core/Flags.java:NEW');
    assert.equal(target(linked, 'app/Near.java', 'Flags.Kind.A'), 'core/Flags.java:A');
    assert.equal(target(linked, 'app/Far.java', 'Flags.NEW'), 'core/Flags.java:NEW');
    assert.equal(target(linked, 'app/Far.java', 'OLD'), 'core/Flags.java:OLD');
    assert.equal(target(linked, 'app/Star.java', 'Flags.NEW'), 'core/Flags.java:NEW');
    assert.equal(target(linked, 'app/Far.kt', 'Kind.B'), 'core/Flags.java:B');
    for (const name of ['NEW', 'OLD', 'A', 'B']) assert.equal(isOpen(linked, 'core/Flags.java', name), false, name);
  });

  it('keep classes of one name in two packages apart', () => {
    const linked = link({
      'a/Flags.java': 'package a; public class Flags { public static final String NEW = "1"; }',
      'b/Flags.java': 'package b; public class Flags { public static final String NEW = "2"; }',
      'c/Use.java': 'package c; import b.Flags; class Use { String x = Flags.NEW; }',
      'c/Both.java': 'package c; import a.*; import b.*; class Both { String x = Flags.NEW; }',
    });
    assert.equal(target(linked, 'c/Use.java', 'Flags.NEW'), 'b/Flags.java:NEW');
    assert.equal(target(linked, 'c/Both.java', 'Flags.NEW'), null);
    assert.equal(isOpen(linked, 'a/Flags.java', 'NEW'), true);
  });

  it('follow Python through modules, packages and relative imports', () => {
    const linked = link({
      'src/acme/flags.py': 'NEW = "new"\nOLD = "old"\n',
      'src/acme/__init__.py': 'from .flags import OLD\n',
      'src/acme/app/near.py': 'from ..flags import NEW as N\nprint(N)\n',
      'src/far.py': 'import acme.flags as f\nfrom acme import flags, OLD\nprint(f.NEW, flags.NEW, OLD)\n',
      'src/dotted.py': 'import acme.flags\nprint(acme.flags.NEW)\n',
    });
    assert.equal(target(linked, 'src/acme/app/near.py', 'N'), 'src/acme/flags.py:NEW');
    assert.equal(target(linked, 'src/far.py', 'f.NEW'), 'src/acme/flags.py:NEW');
    assert.equal(target(linked, 'src/far.py', 'flags.NEW'), 'src/acme/flags.py:NEW');
    assert.equal(target(linked, 'src/far.py', 'OLD'), 'src/acme/flags.py:OLD');
    assert.equal(target(linked, 'src/dotted.py', 'acme.flags.NEW'), 'src/acme/flags.py:NEW');
    for (const name of ['NEW', 'OLD']) assert.equal(isOpen(linked, 'src/acme/flags.py', name), false, name);
  });

  it('follow Go through packages of one folder and of others', () => {
    const linked = link({
      '+go.mod': 'module example.com/app',
      'flags/flags.go':
        'package flags\nconst New = "new"\nconst old = "old"\nfunc isOn(k string) bool { return k == New }\n',
      'flags/near.go': 'package flags\nfunc near() bool { return isOn(old) }\n',
      'cmd/main.go': 'package main\nimport "example.com/app/flags"\nfunc main() { println(flags.New) }\n',
      'other/flags.go': 'package other\nconst New = "x"\nvar y = New\n',
    });
    assert.equal(target(linked, 'flags/near.go', 'isOn'), 'flags/flags.go:isOn');
    assert.equal(target(linked, 'flags/near.go', 'old'), 'flags/flags.go:old');
    assert.equal(target(linked, 'cmd/main.go', 'flags.New'), 'flags/flags.go:New');
    assert.deepEqual(uses(linked, 'flags/flags.go', 'New'), ['cmd/main.go:flags.New', 'flags/flags.go:New']);
    assert.equal(isOpen(linked, 'flags/flags.go', 'old'), false);
  });

  it('follow Ruby, Swift and C# by names that are unique', () => {
    const linked = link({
      'a/flags.rb': "module Flags\n  NEW = 'new'\nend\n",
      'b/use.rb': 'puts Flags::NEW\n',
      'a/Flags.swift': 'enum Flags { static let new = "new" }\n',
      'b/Use.swift': 'let x = Flags.new\n',
      'a/Flags.cs': 'namespace A { public static class Keys { public const string New = "new"; } }',
      'b/Use.cs': 'class Use { string x = Keys.New; }',
    });
    assert.equal(target(linked, 'b/use.rb', 'Flags::NEW'), 'a/flags.rb:NEW');
    assert.equal(target(linked, 'b/Use.swift', 'Flags.new'), 'a/Flags.swift:new');
    assert.equal(target(linked, 'b/Use.cs', 'Keys.New'), 'a/Flags.cs:New');
  });

  it('leave open what files outside, strings or templates name', () => {
    const flags = { 'a/flags.py': 'NEW = "new"\n' };
    assert.equal(isOpen(link({ ...flags, '+b/other.py': 'from a.flags import NEW\n' }), 'a/flags.py', 'NEW'), true);
    assert.equal(isOpen(link({ ...flags, 'b/other.py': 'getattr(x, "NEW")\n' }), 'a/flags.py', 'NEW'), true);
    assert.equal(isOpen(link({ ...flags, '+b/page.html': '{{ NEW }}' }), 'a/flags.py', 'NEW'), true);
    assert.equal(isOpen(link({ ...flags, '+b/other.ts': 'NEW', 'b/note.py': '# NEW\n' }), 'a/flags.py', 'NEW'), false);
  });
});
