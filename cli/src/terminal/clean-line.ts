/** One line without control characters: test names and file contents must not be able to move the cursor. */
export function cleanLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what has to go
  return text.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '').replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
