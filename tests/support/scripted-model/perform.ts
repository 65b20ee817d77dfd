import type { ServerResponse } from 'node:http';
import type { BookEntry } from './book.ts';
import { tokensOf } from './script.ts';
import type { ModelScript } from './script.ts';

const EVENTS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };

/** Plays one script, and writes into the book what really went out. */
export async function perform(script: ModelScript, entry: BookEntry, response: ServerResponse): Promise<void> {
  const speak = speaker(entry, response, 'model' in script ? script.model : undefined);
  switch (script.do) {
    case 'answer':
      open(entry, response);
      for (const piece of piecesOf(script.text, script.piece)) {
        await speak.text(piece);
        if (script.pause_ms !== undefined) await pause(script.pause_ms);
      }
      return speak.end(script);
    case 'hang':
      if (script.before === 'status') return;
      open(entry, response);
      response.flushHeaders();
      if (script.before === 'end') for (const piece of piecesOf(script.text ?? '')) await speak.text(piece);
      return;
    case 'cut':
      if (script.text === null) return void response.destroy();
      open(entry, response);
      for (const piece of piecesOf(script.text)) await speak.text(piece);
      entry.ending = 'broken';
      return await flushed(response).then(() => void response.destroy());
    case 'stop_short':
      open(entry, response);
      for (const piece of piecesOf(script.text)) await speak.text(piece);
      entry.ending = 'broken';
      return void response.end();
    case 'garbage':
      open(entry, response);
      entry.ending = 'broken';
      return void response.end(
        script.as === 'events' ? 'data: {"choices":[{\n\ndata: <html>\n\n' : Buffer.alloc(65_536, 0xc3),
      );
    case 'endless':
      open(entry, response);
      while (!response.destroyed) {
        if (script.as === 'text') await speak.text('and on and on and on, '.repeat(20));
        else await put(response, `: still thinking ${' '.repeat(200_000)}\n\n`);
      }
      return;
    case 'complain':
      open(entry, response);
      for (const piece of piecesOf(script.text)) await speak.text(piece);
      entry.ending = 'broken';
      return void response.end(`data: ${JSON.stringify({ error: { message: script.message } })}\n\n`);
    case 'one_document':
      entry.served = true;
      entry.output_tokens = tokensOf(script.text);
      entry.ending = 'whole';
      response.setHeader('content-type', 'application/json');
      return void response.end(
        JSON.stringify({
          model: entry.body.model,
          choices: [{ message: { role: 'assistant', content: script.text } }],
        }),
      );
    case 'refuse':
      entry.ending = 'refused';
      response.writeHead(script.status, { 'content-type': 'application/json', ...script.headers });
      return void response.end(script.body ?? JSON.stringify({ error: { message: `scripted ${script.status}` } }));
  }
}

function open(entry: BookEntry, response: ServerResponse): void {
  entry.served = true;
  response.writeHead(200, EVENTS);
}

function speaker(entry: BookEntry, response: ServerResponse, model: string | null | undefined) {
  const named = model === null ? {} : { model: model ?? entry.body.model };
  const event = (fields: object) =>
    put(
      response,
      `data: ${JSON.stringify({ id: `chat-${entry.call_id}`, object: 'chat.completion.chunk', ...named, ...fields })}\n\n`,
    );
  return {
    async text(content: string): Promise<void> {
      if (response.destroyed) return;
      entry.output_tokens += tokensOf(content);
      await event({ choices: [{ index: 0, delta: { role: 'assistant', content } }] });
    },
    async end(script: Extract<ModelScript, { do: 'answer' }>): Promise<void> {
      await event({ choices: [{ index: 0, delta: {}, finish_reason: script.finish ?? 'stop' }] });
      if (script.usage !== false) {
        const output_tokens = script.claims ?? entry.output_tokens;
        entry.told = { input_tokens: entry.input_tokens, output_tokens };
        await event({
          choices: [],
          usage: {
            prompt_tokens: entry.input_tokens,
            completion_tokens: output_tokens,
            total_tokens: entry.input_tokens + output_tokens,
            prompt_tokens_details: { cached_tokens: script.cached_tokens ?? 0 },
          },
        });
      }
      if (response.destroyed) return;
      response.end('data: [DONE]\n\n', () => (entry.ending = 'whole'));
    },
  };
}

function piecesOf(text: string, size = 24): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
  return pieces;
}

/** Waits while the reader is slow, and goes on when it is gone. */
async function put(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed || response.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

/** All that was written has left this process. */
function flushed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.write(': \n\n', () => resolve());
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
