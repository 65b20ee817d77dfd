import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers, Traces } from '../traced-program.ts';
import { compileTogether } from './compile-together.ts';
import type { Toolchain } from './compile-together.ts';

/** Run Java programs: one package each, compiled together, run in one virtual machine. */
export async function runJava(sources: readonly string[], answers: readonly Answers[]): Promise<Traces> {
  return await compileTogether(JAVA, sources, answers);
}

const JAVA: Toolchain = {
  async place(folder, name, source) {
    const tools = await readFile(join(import.meta.dirname, 'Tools.java'), 'utf8');
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'Tools.java'), tools.replace('PACKAGE', name));
    await writeFile(join(folder, name, 'Generated.java'), `package ${name};\n\n${source}`);
  },
  main: (names, answers) => ({
    name: 'Main.java',
    text: `import java.util.List;

class Main {
  static void print(List<String> seen) {
    System.out.println(String.join("\\u0001", seen));
  }

  static void run(String name) throws Exception {
    var method = Class.forName(name + ".Tools").getDeclaredMethod("run", boolean.class, int.class);
    method.setAccessible(true);
${answers.map(({ flag, input }) => `    print((List<String>) method.invoke(null, ${flag}, ${input}));`).join('\n')}
  }

  public static void main(String[] names) throws Exception {
    for (String name : new String[] {${names.map((name) => `"${name}"`).join(', ')}}) run(name);
  }
}
`,
  }),
  compile: (names) => [
    'javac',
    '-nowarn',
    '-d',
    'out',
    'Main.java',
    ...names.flatMap((name) => [`${name}/Tools.java`, `${name}/Generated.java`]),
  ],
  // `p12/Generated.java:7: error: unreachable statement`
  blamed: (output) =>
    [...output.matchAll(/^(p\d+)\/Generated\.java:\d+: error: (.*)$/gm)].map((each) => ({
      name: each[1] ?? '',
      why: each[2] ?? '',
    })),
  run: ['java', '-cp', 'out', 'Main'],
};
