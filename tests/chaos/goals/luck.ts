import { goodGoalAnswer, wrongGoalAnswer } from '../../support/goal-answers.ts';
import type { BookEntry } from '../../support/scripted-model/book.ts';
import type { ModelScript } from '../../support/scripted-model/script.ts';

/** What the model does with a question, by chance: most of it good, all else that an endpoint can do. */
export function luck(entry: BookEntry, random: () => number): ModelScript {
  const good = goodGoalAnswer(entry.body);
  const dice = random();
  if (dice < 0.6) return { ...good, piece: 200, pause_ms: Math.floor(random() * 30) };
  if (dice < 0.65) return { do: 'answer', text: 'I would rather talk about the weather.' };
  if (dice < 0.69) return wrongGoalAnswer(entry.body);
  if (dice < 0.73) return { do: 'cut', text: good.text.slice(0, 200) };
  if (dice < 0.75) return { do: 'cut', text: null };
  if (dice < 0.78) return { do: 'stop_short', text: good.text.slice(0, 200) };
  if (dice < 0.8) return { do: 'garbage', as: random() < 0.5 ? 'events' : 'bytes' };
  if (dice < 0.82) return { do: 'endless', as: random() < 0.5 ? 'text' : 'comments' };
  if (dice < 0.84) return { do: 'complain', text: good.text.slice(0, 100), message: 'overloaded' };
  if (dice < 0.87) return { ...good, model: random() < 0.5 ? 'cheap-1' : null };
  if (dice < 0.9) return { ...good, usage: false };
  if (dice < 0.93) return { do: 'hang', before: random() < 0.5 ? 'end' : 'text', text: 'Let me see' };
  if (dice < 0.94) return { do: 'one_document', text: good.text };
  if (dice < 0.97) return { do: 'refuse', status: 503 };
  return { do: 'refuse', status: 429, headers: { 'retry-after': '0' } };
}
