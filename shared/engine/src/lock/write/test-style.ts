import type { PythonStyle } from '../python/python-style.ts';

/** Frameworks in which a characterization is written. */
export type WrittenFramework = 'mocha' | 'jest' | 'vitest' | 'node_test';

/** How a generated test file is written. */
export type TestStyle = ScriptStyle | PythonStyle;

/** Of JavaScript and TypeScript. */
export interface ScriptStyle {
  readonly language: 'script';
  readonly framework: WrittenFramework;
  readonly module: 'commonjs' | 'esm';
  readonly is_typescript: boolean;
  /** From the test file to the target, as an import would write it. */
  readonly specifier: string;
  /** The name the target gets in the file. */
  readonly target_name: string;
  /** Mocha with another interface than its own default: `describe` and `it` then have to be asked for. */
  readonly needs_globals: boolean;
  /** What the tests are about is the module's default export. */
  readonly is_default?: boolean;
}

/** The first lines: imports of the framework, of assertions where it has none, and of the target. */
export function headerOf(style: ScriptStyle): readonly string[] {
  const { framework, module, specifier, target_name } = style;
  const usesExpect = hasExpect(framework);
  const lines: string[] = style.is_typescript ? ['// @ts-nocheck -- it also calls with what the types forbid'] : [];
  if (module === 'commonjs') {
    lines.push("'use strict';");
    if (!usesExpect) lines.push("const assert = require('node:assert');");
    if (framework === 'node_test') lines.push("const { describe, it } = require('node:test');");
    if (framework === 'mocha' && style.needs_globals) lines.push("const { describe, it } = require('mocha');");
    lines.push(`const ${target_name} = require('${specifier}')${style.is_default ? '.default' : ''};`);
    return lines;
  }
  if (!usesExpect) lines.push("import assert from 'node:assert';");
  if (framework === 'node_test') lines.push("import { describe, it } from 'node:test';");
  if (framework === 'mocha' && style.needs_globals) lines.push("import { describe, it } from 'mocha';");
  if (framework === 'vitest') lines.push("import { describe, expect, it } from 'vitest';");
  lines.push(`import ${style.is_default ? '' : '* as '}${target_name} from '${specifier}';`);
  return lines;
}

export function hasExpect(framework: WrittenFramework): boolean {
  return framework === 'jest' || framework === 'vitest';
}

export function equal({ framework }: ScriptStyle, actual: string, expected: string): string {
  if (hasExpect(framework)) return `expect(${actual}).toStrictEqual(${expected});`;
  return `assert.deepStrictEqual(${actual}, ${expected});`;
}

/** `message` null: only the name is compared. */
export function throwing(
  { framework }: ScriptStyle,
  call: string,
  name: string,
  message: string | null,
  isAsync: boolean,
): string {
  const shape = message === null ? `{ name: ${name} }` : `{ name: ${name}, message: ${message} }`;
  if (hasExpect(framework)) {
    return isAsync
      ? `await expect(${call}).rejects.toMatchObject(${shape});`
      : `expect(() => ${call}).toThrow(expect.objectContaining(${shape}));`;
  }
  return isAsync ? `await assert.rejects(async () => ${call}, ${shape});` : `assert.throws(() => ${call}, ${shape});`;
}
