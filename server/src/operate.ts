/** `npm run operate`: what an operator does at the server's machine. */
import { mkdir } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { readConfig } from './config/read-config.ts';
import type { Config } from './config/read-config.ts';
import { contentsOf } from './contents-of.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { addAdmin } from './operate/add-admin.ts';
import { printConfig, setConfig } from './operate/configs.ts';
import { findDatabase } from './operate/find-database.ts';
import { listSwitches } from './operate/list-switches.ts';
import { openOperator } from './operate/open-operator.ts';
import type { Operator } from './operate/open-operator.ts';
import { OPERATE_HELP, parseOperate } from './operate/parse-operate.ts';
import type { OperateCommand } from './operate/parse-operate.ts';
import { turnSwitch } from './operate/turn-switch.ts';
import { ROOT } from './paths.ts';
import { say } from './say.ts';

async function run(command: OperateCommand): Promise<number> {
  const config = readConfig(process.env, ROOT);
  await mkdir(config.data_dir, { recursive: true, mode: 0o700 });
  const operator = await openOperator(await findDatabase(config), contentsOf(config));
  try {
    return await act(operator, command, config);
  } finally {
    await operator.close();
  }
}

async function act(operator: Operator, command: OperateCommand, { data_dir, models }: Config): Promise<number> {
  switch (command.do) {
    case 'list':
      return listSwitches(operator, say);
    case 'turn':
      return turnSwitch(operator, command, say);
    case 'get_config':
      return printConfig(operator, models, command.key, say);
    case 'set_config':
      return setConfig(operator, models, command, say);
    case 'add_admin':
      if (process.stdin.isTTY) say('Type the password, then Enter and Ctrl+D. It can be seen; a pipe hides it.');
      return addAdmin(operator, command, await text(process.stdin), say);
    case 'drill': {
      const { drill } = await import('./operate/drill/drill.ts');
      return drill(operator, { server: command.server, data_dir }, say);
    }
  }
}

try {
  const command = parseOperate(process.argv.slice(2));
  if (typeof command === 'string') {
    process.stderr.write(`${command}\n\n${OPERATE_HELP}\n`);
    process.exitCode = 2;
  } else process.exitCode = await run(command);
} catch (error) {
  process.stderr.write(`${explainStartFailure(error)}\n`);
  process.exitCode = 1;
}
