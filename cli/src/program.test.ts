import assert from 'node:assert/strict';
import type { Command } from 'commander';
import { createProgram } from './program.ts';

describe('the command line', () => {
  it('fits a terminal of 80 columns in its help', () => {
    const program = quiet(createProgram(neverAsked));
    for (const command of [program, ...program.commands]) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 80 });
      command.outputHelp();
      for (const line of help.split('\n')) assert.ok(line.length <= 80, `${command.name()}: ${line}`);
    }
  });

  it('gives defaults in the unit that the option takes', () => {
    const apply = createProgram(neverAsked).commands.find((each) => each.name() === 'apply');
    assert.match(apply?.helpInformation() ?? '', /one test suite may take\s+\(default:\s+300\)/);
    assert.doesNotMatch(apply?.helpInformation() ?? '', /300000|\[\]/);
  });

  for (const args of [
    ['apply', 'nonsense'],
    ['show', '12'],
    ['refactor', '--recipe', 'unused-code', '--target', ''],
  ]) {
    it(`refuses \`iama ${args.join(' ')}\` before it asks anybody`, async () => {
      await assert.rejects(quiet(createProgram(neverAsked)).parseAsync(args, { from: 'user' }), {
        code: 'commander.invalidArgument',
      });
    });
  }
});

function neverAsked(): never {
  throw new Error('The command ran.');
}

function quiet(program: Command): Command {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  }
  return program;
}
