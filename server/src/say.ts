/** A line for the person at the terminal. The log is for machines, and goes elsewhere. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

// Whoever read our output may leave (`npm start | head`); that is no reason to stop serving.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
