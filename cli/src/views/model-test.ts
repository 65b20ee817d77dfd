import type { ModelTestResult } from '@iama/contracts/model/model-test';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

const NANO_USD = 1e9;

/** One model's answer, in lines. What is wrong stands in red; what can be done comes with the error. */
export function showModelTest(terminal: Terminal, result: ModelTestResult): void {
  const { paint } = terminal;
  const { ok, alias, sentence, stream, usage, served_model, model, cost_nano_usd } = result;
  terminal.line(`${ok ? paint.green('ok') : paint.red('x ')}  ${paint.bold(alias)}  ${cleanLine(sentence)}`);
  const facts: string[] = [];
  if (stream) {
    facts.push(
      `first word after ${seconds(stream.first_ms)}, all after ${seconds(stream.total_ms)}, ${stream.pieces} pieces`,
    );
  }
  if (usage) facts.push(`${usage.input} tokens in, ${usage.output} out, ${cost(cost_nano_usd)}`);
  if (served_model !== null && served_model !== model) facts.push(`it calls itself ${cleanLine(served_model)}`);
  for (const fact of facts) terminal.line(paint.dim(`    ${fact}`));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function cost(nano_usd: number | null): string {
  return nano_usd === null ? 'no price configured' : `${(nano_usd / NANO_USD).toFixed(6)} USD`;
}
