import type { Job } from '@iama/contracts/job/job';

/** Characters of a goal that titles and questions have room for. */
const ROOM = 60;

/** What a job does: its recipe, or the beginning of the person's words, as far as there is room. */
export function doingWords({ recipe_id, goal }: Pick<Job, 'recipe_id' | 'goal'>, room = ROOM): string {
  return goal === null ? recipe_id : `“${cutWords(goal, room)}”`;
}

/** The whole goal as a quotation in Markdown, below a heading that had no room for it; nothing where it had. */
export function wholeGoal(goal: string | null): string[] {
  if (goal === null || cutWords(goal, ROOM) === goal.trim()) return [];
  return [goal.trim().replaceAll(/^/gm, '> '), ''];
}

/** On one line, and cut between words where there is a space to cut at. */
export function cutWords(text: string, room: number): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line.length <= room) return line;
  const head = line.slice(0, room);
  const space = head.lastIndexOf(' ');
  return `${head.slice(0, space > room / 2 ? space : room).replace(/[\s,;:.]+$/, '')}…`;
}
