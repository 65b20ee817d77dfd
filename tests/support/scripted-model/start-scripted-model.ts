import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BookEntry, ChatRequest } from './book.ts';
import { perform } from './perform.ts';
import { tokensOf } from './script.ts';
import type { ModelScript } from './script.ts';

/** An OpenAI-compatible endpoint over real HTTP that does with each request what it was told to. */
export interface ScriptedModel {
  /** What a client is configured with; it ends in /v1. */
  readonly base_url: string;
  /** Every request that reached it, in order. */
  readonly book: readonly BookEntry[];
  /** For the next requests, one each; after them `otherwise`. */
  next(...scripts: readonly ModelScript[]): void;
  /** Scripts that no request has come for are dropped. */
  forget(): void;
  /** Decides when no script is left. */
  otherwise(decide: (entry: BookEntry) => ModelScript): void;
  /** Resolves with the first request, from now or before, that fits. */
  until(fits: (entry: BookEntry) => boolean): Promise<BookEntry>;
  close(): Promise<void>;
}

export interface ScriptedModelOptions {
  /** Other models are unknown. */
  readonly models?: readonly string[];
  /** Asked for as a bearer token; none is needed when null. */
  readonly key?: string | null;
}

export async function startScriptedModel(options: ScriptedModelOptions = {}): Promise<ScriptedModel> {
  const { models = ['scripted-1'], key = null } = options;
  const book: BookEntry[] = [];
  const queue: ModelScript[] = [];
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const look of waiting) look();
  };
  let decide: (entry: BookEntry) => ModelScript = () => ({ do: 'answer', text: 'one two three four five six seven' });

  const server = createServer((request, response) => {
    void answer(request, response).finally(changed);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await textOf(request)) as ChatRequest;
    const entry: BookEntry = {
      call_id: String(request.headers['x-client-request-id']),
      path: request.url ?? '',
      authorization: request.headers.authorization ?? null,
      body,
      input_tokens: tokensOf(JSON.stringify(body.messages)),
      output_tokens: 0,
      served: false,
      ending: 'open',
      told: null,
      asked_at: performance.now(),
      closed_at: null,
    };
    book.push(entry);
    response.once('close', () => {
      entry.closed_at = performance.now();
      if (entry.ending === 'open') entry.ending = response.writableFinished ? 'whole' : 'closed';
      changed();
    });
    changed();
    await perform(refusal(entry) ?? queue.shift() ?? decide(entry), entry, response);
  }

  function refusal({ path, authorization, body }: BookEntry): ModelScript | null {
    const refuse = (status: number, message: string, code?: string): ModelScript => ({
      do: 'refuse',
      status,
      body: JSON.stringify({ error: { message, type: 'invalid_request_error', code: code ?? null } }),
    });
    if (path !== '/v1/chat/completions') return { do: 'refuse', status: 404, body: '404 page not found' };
    if (key !== null && authorization !== `Bearer ${key}`)
      return refuse(401, `Incorrect API key provided: ${authorization ?? 'none'}`, 'invalid_api_key');
    if (!models.includes(body.model))
      return refuse(404, `The model \`${body.model}\` does not exist`, 'model_not_found');
    return null;
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    book,
    forget: () => void queue.splice(0),
    next: (...scripts) => void queue.push(...scripts),
    otherwise: (next) => void (decide = next),
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = book.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async close() {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
