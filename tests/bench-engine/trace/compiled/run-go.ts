import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers, Traces } from '../traced-program.ts';
import { compileTogether } from './compile-together.ts';
import type { Toolchain } from './compile-together.ts';

/** Run Go programs: one package each, built into one program. */
export async function runGo(sources: readonly string[], answers: readonly Answers[]): Promise<Traces> {
  return await compileTogether(GO, sources, answers);
}

const GO: Toolchain = {
  async place(folder, name, source) {
    const tools = await readFile(join(import.meta.dirname, 'tools.go.txt'), 'utf8');
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, 'go.mod'), 'module traces\n\ngo 1.19\n');
    await writeFile(join(folder, name, 'tools.go'), tools);
    await writeFile(join(folder, name, 'generated.go'), source);
  },
  main: (names, answers) => ({
    name: 'main.go',
    text: `package main

import (
	"fmt"
	"strings"

${names.map((name) => `\t${name} "traces/${name}"`).join('\n')}
)

func main() {
	for _, run := range []func(bool, int) []string{${names.map((name) => `${name}.Run`).join(', ')}} {
${answers.map(({ flag, input }) => `\t\tfmt.Println(strings.Join(run(${flag}, ${input}), "\\x01"))`).join('\n')}
	}
}
`,
  }),
  compile: () => ['go', 'build', '-gcflags=-N -l', '-o', 'out', '.'],
  // `p12/generated.go:7:2: b1 declared but not used`
  blamed: (output) =>
    [...output.matchAll(/^(p\d+)\/generated\.go:\d+:\d+: (.*)$/gm)].map((each) => ({
      name: each[1] ?? '',
      why: each[2] ?? '',
    })),
  run: ['./out'],
};
