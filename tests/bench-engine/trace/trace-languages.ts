import { join } from 'node:path';
import { runGo } from './compiled/run-go.ts';
import { runJava } from './compiled/run-java.ts';
import type { Dice } from './dice.ts';
import { javascriptProgram } from './javascript-program.ts';
import { printGo } from './print-go.ts';
import { printJava } from './print-java.ts';
import { printRuby } from './print-ruby.ts';
import { pythonProgram } from './python-program.ts';
import { runJavascript } from './run-javascript.ts';
import { runScript } from './run-script.ts';
import { structuredProgram } from './structured-program.ts';
import type { Answers, Traces } from './traced-program.ts';

/** A language whose programs can be made and run here. `needs` are the commands that must be on the machine. */
export interface TraceLanguage {
  readonly name: string;
  /** Tells the language, and nothing else: the program is the only file there is. */
  readonly path: string;
  readonly needs: readonly string[];
  make(dice: Dice): string;
  run(sources: readonly string[], answers: readonly Answers[]): Promise<Traces>;
}

const script = (name: string): string => join(import.meta.dirname, name);

export const TRACE_LANGUAGES: readonly TraceLanguage[] = [
  {
    name: 'JavaScript',
    path: 'program.js',
    needs: [],
    make: (dice) => javascriptProgram(dice, false),
    run: (sources, answers) => runJavascript(sources, answers, false),
  },
  {
    name: 'TypeScript',
    path: 'program.ts',
    needs: [],
    make: (dice) => javascriptProgram(dice, true),
    run: (sources, answers) => runJavascript(sources, answers, true),
  },
  {
    name: 'Python',
    path: 'program.py',
    needs: ['python3'],
    make: pythonProgram,
    run: (sources, answers) => runScript('python3', script('run-programs.py'), sources, answers),
  },
  {
    name: 'Java',
    path: 'Program.java',
    needs: ['javac', 'java'],
    make: (dice) => printJava(structuredProgram(dice)),
    run: runJava,
  },
  { name: 'Go', path: 'program.go', needs: ['go'], make: (dice) => printGo(structuredProgram(dice)), run: runGo },
  {
    name: 'Ruby',
    path: 'program.rb',
    needs: ['ruby'],
    make: (dice) => printRuby(structuredProgram(dice), dice),
    run: (sources, answers) => runScript('ruby', script('run-programs.rb'), sources, answers),
  },
];
