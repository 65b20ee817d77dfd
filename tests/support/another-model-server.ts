import { LLMock } from '@copilotkit/aimock';

export type AnotherModelServer = Pick<LLMock, 'url' | 'start' | 'stop' | 'getRequests'>;

/** A server of the providers' wires that was not made for this product. It answers what asks for the given words. */
export function anotherModelServer(answers: ReadonlyMap<RegExp, string>): AnotherModelServer {
  const server = new LLMock({ port: 0 });
  const usage = { input_tokens: 1200, output_tokens: 80, prompt_tokens: 1200, completion_tokens: 80 };
  for (const [words, content] of answers) server.onMessage(words, { content, usage });
  return server;
}
