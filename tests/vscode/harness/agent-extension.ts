import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { Page } from 'playwright-core';
import { runCommand } from './run-command.ts';

const MANIFEST = {
  name: 'agent',
  displayName: 'Agent',
  description: 'Calls tools as an agent in the editor does.',
  version: '0.0.1',
  publisher: 'harness',
  license: 'MIT',
  engines: { vscode: '^1.115.0' },
  main: './extension.cjs',
  activationEvents: [],
  contributes: { commands: [{ command: 'agent.call', category: 'Agent', title: 'Call a Tool' }] },
};

const CODE = `const { commands, lm, window } = require('vscode');
exports.activate = ({ subscriptions }) => {
  subscriptions.push(commands.registerCommand('agent.call', async () => {
    const { tool, input } = JSON.parse(await window.showInputBox({ title: 'Tool and input' }));
    const told = await lm.invokeTool(tool, { input, toolInvocationToken: undefined }).then(
      ({ content }) => 'answered: ' + content.map((part) => part.value).join(' '),
      (error) => 'refused: ' + error.name + ' ' + error.message,
    );
    window.showInformationMessage(tool + ' ' + told.slice(0, 900));
  }));
};
`;

/** An extension that calls language model tools, as a VSIX made in `folder`: the workbench has no agent of its own here. */
export async function makeAgentExtension(folder: string): Promise<string> {
  const place = join(folder, 'agent');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify(MANIFEST));
  await writeFile(join(place, 'extension.cjs'), CODE);
  await writeFile(join(place, 'README.md'), 'An agent.\n');
  await writeFile(join(place, 'LICENSE'), 'MIT\n');
  await writeFile(join(place, '.vscodeignore'), '*.vsix\n');
  const packagePath = join(folder, 'agent.vsix');
  await createVSIX({ cwd: place, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}

/** Has the agent call a tool. What it is told is read with `toolAnswer`, after the questions in between. */
export async function callTool(page: Page, tool: string, input: object): Promise<void> {
  await runCommand(page, 'Agent: Call a Tool');
  await page
    .locator('.quick-input-widget', { hasText: 'Tool and input' })
    .locator('input.input')
    .fill(JSON.stringify({ tool, input }));
  await page.keyboard.press('Enter');
}

/** What the agent was told, once it says this; the notification goes. */
export async function toolAnswer(page: Page, words: RegExp): Promise<string> {
  const toast = page.locator('.notification-toast', { hasText: words });
  await toast.waitFor({ timeout: 90_000 });
  const text = await toast.locator('.notification-list-item-message').innerText();
  await runCommand(page, 'Notifications: Clear All Notifications');
  return text;
}
