/** A line for the person at the terminal. The log is for machines, and goes elsewhere. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
