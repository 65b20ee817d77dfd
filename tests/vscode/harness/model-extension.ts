import type { ScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { makeExtension } from './make-extension.ts';

/** How the editor's model is called in lists, and in receipts. */
export const EDITOR_MODEL = { name: 'Scripted One', identity: 'harness/scripted-1@2026-11 (scripted)' } as const;

/**
 * An extension that gives the editor a language model, as a VSIX made in `folder`. What it answers comes from the scripted model,
 * over HTTP, piece by piece; the statuses 403, 402 and 404 become the editor's own errors. It counts four characters a token.
 */
export function makeModelExtension(folder: string, { base_url }: ScriptedModel): Promise<string> {
  return makeExtension(folder, {
    name: 'models',
    description: 'Provides a language model.',
    contributes: {
      languageModelChatProviders: [{ vendor: 'harness', displayName: 'Harness' }],
      commands: [{ command: 'models.withdraw', category: 'Models', title: 'Withdraw Them' }],
    },
    code: CODE.replace('BASE_URL', JSON.stringify(base_url)),
  });
}

const CODE = `const { EventEmitter, LanguageModelError, LanguageModelTextPart, commands, lm } = require('vscode');
const MODEL = {
  id: 'scripted-1', name: 'Scripted One', family: 'scripted', version: '2026-11',
  maxInputTokens: 64000, maxOutputTokens: 16000, capabilities: {},
};
const ERRORS = { 402: LanguageModelError.Blocked, 403: LanguageModelError.NoPermissions, 404: LanguageModelError.NotFound };
const textOf = (message) => typeof message === 'string' ? message : message.content.map(({ value }) => value ?? '').join('');
exports.activate = ({ subscriptions }) => {
  let models = [MODEL];
  const changed = new EventEmitter();
  subscriptions.push(
    lm.registerLanguageModelChatProvider('harness', {
      onDidChangeLanguageModelChatInformation: changed.event,
      provideLanguageModelChatInformation: () => models,
      provideTokenCount: (_, message) => Promise.resolve(Math.ceil(textOf(message).length / 4)),
      async provideLanguageModelChatResponse(model, messages, _, progress, token) {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        const roles = { 1: 'user', 2: 'assistant' };
        const asked = messages.map((message) => ({ role: roles[message.role], content: textOf(message) }));
        const response = await fetch(BASE_URL + '/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ model: model.id, stream: true, messages: asked }),
          signal: stop.signal,
        });
        if (!response.ok) throw (ERRORS[response.status] ?? ((said) => new Error(said)))(await response.text());
        let rest = '';
        for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
          const lines = (rest + chunk).split('\\n');
          rest = lines.pop();
          for (const line of lines) {
            if (!line.startsWith('data: {')) continue;
            const text = JSON.parse(line.slice(6)).choices[0]?.delta?.content;
            if (text) progress.report(new LanguageModelTextPart(text));
          }
        }
      },
    }),
    commands.registerCommand('models.withdraw', () => {
      models = [];
      changed.fire();
    }),
  );
};
`;
