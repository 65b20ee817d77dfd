/** How a generated Python test file is written. */
export interface PythonStyle {
  readonly language: 'python';
  readonly framework: 'pytest' | 'unittest';
  /** The target as an import names it: `shop.cart`. */
  readonly module: string;
  /** Its last word: `cart`. */
  readonly target_name: string;
}

/** The package whose clock is stopped and whose dice are pinned with the target's. */
export function packageOf({ module }: PythonStyle): string {
  return module.split('.')[0] ?? module;
}

/** As Python writes it; JSON's escapes mean the same there. */
export function quotePython(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${inner.replaceAll('\u007f', String.raw`\x7f`)}'`;
}

/** Code without what stands in its strings, to look for names in it. */
export function withoutStrings(code: string): string {
  return code.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

const MODULES = /(?<![\w.])(asyncio|collections|contextlib|datetime|decimal|fractions|io|operator|pathlib|re|uuid)\./g;

/** Standard modules that code names. */
export function modulesIn(code: string): readonly string[] {
  return [...withoutStrings(code).matchAll(MODULES)].map(([, name = '']) => name);
}
