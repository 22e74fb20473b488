/** The known name that somebody who wrote `wanted` most likely meant, if one is near enough. */
export function nearest(wanted: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const away = name.toLowerCase() === wanted.toLowerCase() ? 0 : distance(wanted, name);
    if (away < least) [best, least] = [name, away];
  }
  return best;
}

/** How many letters must be put in, left out or changed to turn one word into the other. */
function distance(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const change = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(change, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[right.length] ?? 0;
}

/** `write clinician`, or all there is to choose from. */
export function writeInstead(wanted: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearest(wanted, names);
  if (near !== undefined) return `write ${near}`;
  return names.length === 0 ? 'leave it out' : `write one of ${names.join(', ')}`;
}
