import { CancellationTokenSource, LanguageModelChatMessage, LanguageModelError, l10n, lm } from 'vscode';
import type { CancellationToken, LanguageModelAccessInformation, LanguageModelChat } from 'vscode';
import type { ModelMessage } from '../../core/editor-model/messages-of.ts';
import { EditorModelError } from './editor-model.ts';
import type { EditorModel, EditorModelPort } from './editor-model.ts';

/** The models of this editor, through its stable interface. */
export function vscodeModels(access: LanguageModelAccessInformation): EditorModelPort {
  return {
    models: async () => (await lm.selectChatModels()).map((chat) => editorModel(chat, access)),
    change: (signal) =>
      new Promise((resolve) => {
        const done = (): void => {
          signal.removeEventListener('abort', done);
          listening.dispose();
          resolve();
        };
        const listening = lm.onDidChangeChatModels(done);
        if (signal.aborted) done();
        else signal.addEventListener('abort', done, { once: true });
      }),
  };
}

function editorModel(chat: LanguageModelChat, access: LanguageModelAccessInformation): EditorModel {
  const { id, name, vendor, family, version, maxInputTokens } = chat;
  return {
    id,
    name,
    vendor,
    family,
    version,
    maxInputTokens,
    mayBeAsked: () => access.canSendRequest(chat) === true,
    count: (message, signal) => withToken(signal, async (token) => await chat.countTokens(messageOf(message), token)),
    async *send(messages, signal) {
      const source = tokenOf(signal);
      try {
        const justification = l10n.t('IAMA asks it for the job that you started with it.');
        const response = await chat.sendRequest(messages.map(messageOf), { justification }, source.token);
        for await (const piece of response.text) {
          if (signal.aborted) return;
          yield piece;
        }
      } catch (error) {
        throw asModelError(error);
      } finally {
        source.dispose();
      }
    },
  };
}

function messageOf({ role, text }: ModelMessage): LanguageModelChatMessage {
  return role === 'user' ? LanguageModelChatMessage.User(text) : LanguageModelChatMessage.Assistant(text);
}

async function withToken<T>(signal: AbortSignal, work: (token: CancellationToken) => Promise<T>): Promise<T> {
  const source = tokenOf(signal);
  try {
    return await work(source.token);
  } catch (error) {
    throw asModelError(error);
  } finally {
    source.dispose();
  }
}

interface Source {
  readonly token: CancellationToken;
  dispose(): void;
}

/** Cancelled by the signal, or when nobody reads on. */
function tokenOf(signal: AbortSignal): Source {
  const source = new CancellationTokenSource();
  const cancel = (): void => source.cancel();
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  return {
    token: source.token,
    dispose() {
      signal.removeEventListener('abort', cancel);
      source.cancel();
      source.dispose();
    },
  };
}

function asModelError(error: unknown): EditorModelError {
  if (!(error instanceof Error)) return new EditorModelError({ code: '', message: String(error), cause: '' });
  const code = error instanceof LanguageModelError ? error.code : '';
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return new EditorModelError({ code, message: error.message, cause });
}
