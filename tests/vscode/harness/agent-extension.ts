import type { Page } from 'playwright-core';
import { makeExtension } from './make-extension.ts';
import { runCommand } from './run-command.ts';

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
export function makeAgentExtension(folder: string): Promise<string> {
  return makeExtension(folder, {
    name: 'agent',
    description: 'Calls tools as an agent in the editor does.',
    contributes: { commands: [{ command: 'agent.call', category: 'Agent', title: 'Call a Tool' }] },
    code: CODE,
  });
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
