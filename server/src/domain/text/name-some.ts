/** `a, b, c and 4 more`. */
export function nameSome(names: readonly string[], at_most = 3): string {
  const shown = names.slice(0, at_most).join(', ');
  return names.length > at_most ? `${shown} and ${names.length - at_most} more` : shown;
}
