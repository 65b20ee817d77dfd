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
});
