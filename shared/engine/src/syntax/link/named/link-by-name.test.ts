import assert from 'node:assert/strict';
import { isOpen, link, target, uses } from '../testing/linked.ts';

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
