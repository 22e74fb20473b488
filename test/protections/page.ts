import type { FailureClass } from './removal.ts';

/** docs/failure-classes.md. */
export function pageOf(classes: readonly FailureClass[]): string {
  const sections = classes.map(({ title, happened, removals }, place) => {
    const rows = removals.map(
      ({ protection, test: { file, title: named } }) => `| ${protection} | \`${file}\`: ${named} |`,
    );
    return `## ${place + 1}. ${title}

Elsewhere: ${happened}.

| what keeps it from happening here | what fails without it |
|---|---|
${rows.join('\n')}
`;
  });
  return `# How systems like this one have leaked, and what keeps this one from it

Each protection is taken away from a copy of the hub by \`npm run test:long -- protections\`, exactly as it stands in
\`test/protections/\`, and its test must then fail, and pass with it. Most rows have more tests than the one that is named, and
most records have three walls: where one of them alone would still hold, several are taken away together.

${sections.join('\n')}`;
}
