import type { SourceTree } from '../recipe.ts';
import { readPackages } from '../../js/package-manifest.ts';
import { baseNameOf, hasFolder } from '../../js/paths.ts';
import { stringsIn } from '../../js/read-json.ts';

const OUTPUT_FOLDERS =
  /^(?:bin|cli|cmd|commands?|scripts?|tools?|tasks|examples?|demos?|docs?|samples?|bench(?:marks?)?|reporters?|loggers?|logging)$/i;
const OUTPUT_NAMES =
  /^(?:cli|main|bin|logger|logging|log|print|printer|reporter|report|console|debug|banner|setup|conftest|manage|__main__|gulpfile|gruntfile|rollup\.config|webpack\.config|vite\.config|jest\.config)(?:[._-].*)?\.\w+$/i;
const CLI_LIBRARIES =
  /(?:from\s+|require\(\s*|import\s+)['"](?:commander|yargs(?:\/.*)?|minimist|cac|meow|oclif|@oclif\/core|inquirer|@clack\/prompts|prompts|ora|node:readline|readline|arg|mri|sade|cli-table3?)['"]|process\.argv|parseArgs\(/;
const PYTHON_CLI = /^\s*(?:import|from)\s+(?:argparse|optparse|click|typer|fire|docopt|cmd|getopt)\b|\bsys\.argv\b/m;

/** Says why printing is what a file is for; null when nothing speaks for it. */
export function outputFiles(tree: SourceTree): (path: string, text: string) => string | null {
  const started = new Set<string>();
  for (const { directory, json } of readPackages(tree).all) {
    const below = (path: string) => (directory === '.' ? path : `${directory}/${path}`).replace(/^\.\//, '');
    for (const each of stringsIn(json['bin'])) started.add(below(each.replace(/^\.\//, '')));
    for (const script of stringsIn(json['scripts']))
      for (const word of script.match(/[\w./-]+\.[cm]?[jt]s\b/g) ?? []) started.add(below(word.replace(/^\.\//, '')));
  }
  return (path, text) => {
    if (text.startsWith('#!')) return 'the file is a command: it starts with `#!`';
    if (started.has(path)) return 'package.json starts the file as a command';
    if (hasFolder(path, OUTPUT_FOLDERS)) return 'the file stands in a folder of commands, scripts, examples or loggers';
    if (OUTPUT_NAMES.test(baseNameOf(path))) return 'the file is named like a command, a logger or a report';
    const isCli = /\.pyi?$/.test(path) ? PYTHON_CLI : CLI_LIBRARIES;
    return isCli.test(text) ? 'the file reads a command line, and output is what commands are for' : null;
  };
}

/** Functions whose name says that they print. */
export const PRINTS =
  /^(?:_*)(?:log|log[eE]rrors?|print|report|show|dump|debug|info|warn|warning|error|fatal|trace|display|usage|help|banner|say|echo|output|write|notify|deprecated?|deprecation|onwarn|stdout|stderr|main|cli)(?=$|[A-Z_\d])|(?:(?:^|_)p*print|[a-z]P*Print)(?=$|[A-Z_\d])/;
