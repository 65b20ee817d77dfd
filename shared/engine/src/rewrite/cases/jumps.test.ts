import assert from 'node:assert/strict';
import { removeCalls } from '../testing/remove-calls.ts';

const inGo = (body: string): string => `package a\n\nfunc f(c int) int {\n${body}}\n`;

const inKotlin = (body: string): string => `fun f() {\n${body}}\n`;

describe('jumps around a removed flag', () => {
  it('ends a Go function in what its compiler takes for an end', () => {
    const dead = '\t\tif c > 1 {\n\t\t\treturn 1\n\t\t} else {\n\t\t\treturn 2\n\t\t}\n\t\tlog(c)\n';
    const { text } = removeCalls('a.go', inGo(`\tif F() {\n${dead}\t}\n\treturn 3\n`));
    assert.equal(text, inGo(`${dead.replaceAll(/^\t/gm, '')}\treturn 3\n`));
    const block = '\t\t{\n\t\t\treturn 1\n\t\t\tlog(c)\n\t\t}\n';
    const nested = removeCalls('a.go', inGo(`\tif F() {\n${block}\t}\n\treturn 3\n`));
    assert.equal(nested.text, inGo(`${block.replaceAll(/^\t/gm, '')}\treturn 3\n`));
  });

  it('still cuts what no Go program reaches any more', () => {
    const { text } = removeCalls('a.go', inGo('\tif F() {\n\t\treturn 1\n\t}\n\tlog(c)\n\treturn 3\n'));
    assert.equal(text, inGo('\treturn 1\n'));
  });

  it('leaves a PHP switch whose arm leaves it by continue', () => {
    const inLoop = (body: string): string => `<?php\nforeach ($xs as $x) {\n${body}}\n`;
    const arm = '    case true:\n      if ($x) continue;\n      a();\n      break;\n    default:\n      b();\n';
    const whole = inLoop(`  switch (F()) {\n${arm}  }\n  c();\n`);
    assert.match(removeCalls('a.php', whole).text, /switch \(.*\) \{[^]*if \(\$x\) continue;/);
  });

  it('keeps a break of Ruby, Kotlin and Rust, which leaves the loop around', () => {
    const ruby = 'xs.each do |x|\n  case F()\n  when true\n    a\n    break\n  else\n    b\n  end\nend\n';
    assert.equal(removeCalls('a.rb', ruby).text, 'xs.each do |x|\n  a\n  break\nend\n');
    const arms = '      true -> {\n        a()\n        break\n      }\n      else -> b()\n';
    const kotlin = removeCalls('a.kt', inKotlin(`  for (x in xs) {\n    when (F()) {\n${arms}    }\n  }\n`));
    assert.equal(kotlin.text, inKotlin('  for (x in xs) {\n    a()\n    break\n  }\n'));
    const rust =
      'fn f() {\n    loop {\n        match F() {\n            true => {\n                break;\n            }\n';
    const { text } = removeCalls('a.rs', `${rust}            _ => b(),\n        }\n    }\n}\n`);
    assert.equal(text, 'fn f() {\n    loop {\n        break;\n    }\n}\n');
  });

  it('runs the block of an arm, which Kotlin would take for a lambda where it stands alone', () => {
    const when = (body: string): string => `  when (F()) {\n    true -> {\n${body}    }\n    else -> b()\n  }\n`;
    const plain = removeCalls('a.kt', inKotlin(`${when('      a()\n      c()\n')}  d()\n`));
    assert.equal(plain.text, inKotlin('  a()\n  c()\n  d()\n'));
    const clash = inKotlin(`  val x = 1\n${when('      val x = a()\n      c(x)\n')}  d(x)\n`);
    const named = removeCalls('a.kt', clash);
    assert.match(named.text, /run \{\n *val x = a\(\)/);
  });
});
