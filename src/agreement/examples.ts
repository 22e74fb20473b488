/**
 * The agreements that a guide describes: under the heading `## stricter.yml`, each block of changed lines is applied to
 * every place of the text where its lines stand, so that an example differs from the agreement in what it says it does.
 */
export function examplesIn(guide: string, text: string): Map<string, string> {
  const sections = guide.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [name = ''] = section.split('\n');
      const blocks = [...section.matchAll(/^```diff\n(.*?)^```$/gms)].map(([, block = '']) => block);
      return [name, blocks.reduce((changed, block) => applied(changed, block, name), text)];
    }),
  );
}

function applied(text: string, block: string, name: string): string {
  const lines = (sign: string) =>
    block
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const old = `\n${lines('-')}`;
  // The first line begins like any other.
  const whole = `\n${text}`;
  if (!whole.includes(old)) throw new Error(`${name}: the agreement no longer says\n${lines('-')}`);
  return whole.replaceAll(old, () => `\n${lines('+')}`).slice(1);
}
