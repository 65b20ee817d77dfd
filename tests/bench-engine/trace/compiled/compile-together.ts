import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answers, Traces } from '../traced-program.ts';

/** How a compiled language takes many programs at once, each in a package named `p<number>`. */
export interface Toolchain {
  place(folder: string, name: string, source: string): Promise<void>;
  main(names: readonly string[], answers: readonly Answers[]): { readonly name: string; readonly text: string };
  compile(names: readonly string[]): readonly string[];
  /** Which packages the compiler refused, from what it printed. */
  blamed(output: string): readonly { readonly name: string; readonly why: string }[];
  readonly run: readonly string[];
}

/**
 * Compile all programs together and run each with each answer. Programs that do not compile are named by the compiler,
 * left out, and have that as their trace. Throws when the compiler fails without naming one.
 */
export async function compileTogether(
  toolchain: Toolchain,
  sources: readonly string[],
  answers: readonly Answers[],
): Promise<Traces> {
  const folder = await mkdtemp(join(tmpdir(), 'iama-traces-'));
  try {
    const names = sources.map((_, index) => `p${index}`);
    for (const [index, name] of names.entries()) await toolchain.place(folder, name, sources[index] ?? '');
    const refused = new Map<string, string>();
    let good = names;
    for (let output = await compile(toolchain, folder, good, answers); output !== null;) {
      const blamed = toolchain.blamed(output).filter(({ name }) => !refused.has(name));
      if (blamed.length === 0) throw new Error(`The compiler failed: ${output.slice(0, 2000)}`);
      for (const { name, why } of blamed) refused.set(name, why);
      good = names.filter((name) => !refused.has(name));
      output = await compile(toolchain, folder, good, answers);
    }
    const printed = await execute(folder, toolchain.run);
    const lines = printed.output.trimEnd().split('\n');
    if (printed.failed || lines.length !== good.length * answers.length) {
      throw new Error(`The programs ended early: ${printed.output.slice(-2000)}`);
    }
    const at = new Map(good.map((name, index) => [name, index * answers.length]));
    return names.map((name) =>
      answers.map((_, index) => {
        const first = at.get(name);
        if (first === undefined) return [`does not compile: ${refused.get(name) ?? ''}`];
        return (lines[first + index] ?? '').split('\u0001');
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile(
  toolchain: Toolchain,
  folder: string,
  names: readonly string[],
  answers: readonly Answers[],
): Promise<string | null> {
  const main = toolchain.main(names, answers);
  await writeFile(join(folder, main.name), main.text);
  const { failed, output } = await execute(folder, toolchain.compile(names));
  return failed ? output : null;
}

async function execute(
  folder: string,
  [command = '', ...args]: readonly string[],
): Promise<{ failed: boolean; output: string }> {
  return await new Promise((resolve) => {
    const options = {
      cwd: folder,
      maxBuffer: 1 << 30,
      env: { ...process.env, GOFLAGS: '-mod=mod', GO111MODULE: 'on' },
    };
    execFile(command, args, options, (error, stdout, stderr) => {
      resolve({
        failed: error !== null,
        output: error === null ? stdout : `${stdout}\n${stderr}\n${error.message}`.slice(0, 1 << 20),
      });
    });
  });
}
