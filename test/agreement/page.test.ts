import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { agreementHtml, agreementPage, impactPage } from '../../src/agreement/page.ts';
import { parseAgreement, readAgreement } from '../../src/agreement/read.ts';
import { exampleWith } from './example.ts';

it('keeps the page that is signed the page of the agreement in force', () => {
  expect(readFileSync('schema/agreement.md', 'utf8')).toBe(agreementPage(readAgreement('schema/agreement.yml')));
});

it('keeps the template of an impact assessment filled from the agreement in force', () => {
  const template = impactPage(readAgreement('schema/agreement.yml'));
  expect(readFileSync('docs/safety/impact-assessment.md', 'utf8')).toBe(template);
});

it('shows in the matrix what a changed line of the agreement changes', () => {
  const line = (text: string) =>
    agreementPage(parseAgreement(text, 'agreement.yml', { today: '2026-11-01' }))
      .split('\n')
      .find((row) => row.startsWith('| 2 | dateOfBirth'));
  expect(line(exampleWith('An example', 'One'))).toBe(
    '| 2 | dateOfBirth | – | – | – | – | C | – | Y | – | – | – | – | – | – | – | – | – | – | – | – | age |',
  );
  expect(line(exampleWith('year: [practice.aligned]', 'year: [trust.inpatient & author]'))).toBe(
    '| 2 | dateOfBirth | – | – | – | – | C | – | – | – | Y *own* | – | – | – | – | – | – | – | – | – | – | age |',
  );
});

it('shows the change that the guide for agreement writers makes, and nothing else', () => {
  const guide = readFileSync('docs/agreement.md', 'utf8');
  const lines = (sign: string) =>
    [...guide.matchAll(new RegExp(`^\\${sign}( {6}.*\n)`, 'gm'))].map(([, line]) => line).join('');
  const { text, file } = readAgreement('schema/agreement.yml');
  expect(text).toContain(lines('-'));
  const before = agreementPage(parseAgreement(text, file)).split('\n');
  const after = agreementPage(parseAgreement(text.replace(lines('-'), lines('+')), file)).split('\n');
  const changed = after.filter((line) => !before.includes(line) && !line.includes('Version'));
  expect(changed).toEqual([
    '| 4 | room | C | C *own* | – | C *own* | C | – | C | C | – | C | – | – | – | – | – | whoever visits residents finds them by their rooms; nobody else needs to |',
  ]);
});

describe('the page as HTML', () => {
  const shipped = readAgreement('schema/agreement.yml');
  const html = agreementHtml(shipped);
  const told = (text: string) =>
    text.replace(/[&<>"']/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign] ?? '#39'};`);

  it('names every party, purpose, basis, role, relationship, field and reason of the agreement', () => {
    const { purposes, roles, relationships, subjects, queries, writes, retention, parties, version } = shipped;
    const clauses = [...subjects.values()].flatMap((rule) => [...rule.clauses.values()].flat());
    const said = [
      ...[...purposes].flatMap(([purpose, { basis, confidentiality }]) => [purpose, basis, confidentiality]),
      ...[...roles].flatMap(([role, { means }]) => [role, means]),
      ...[...relationships].flat(),
      ...[...subjects].flatMap(([subject, { clauses: by }]) => [subject, ...by.keys()]),
      ...clauses.map(({ because }) => because),
      ...[...queries].flatMap(([query, { because }]) => [query, because]),
      ...[...writes].flatMap(([mutation, { because, fields }]) => [mutation, because, ...fields]),
      ...retention.values(),
      ...parties.flatMap((party) => ('every' in party ? [`every ${party.every}`] : [party.organisation])),
      version,
    ];
    expect(said.length).toBeGreaterThan(300);
    expect(said.filter((text) => !html.includes(told(text)))).toEqual([]);
  });

  it('shows as many cells clear and as a year as the Markdown page', () => {
    const inMarkdown = (letter: string) =>
      [...agreementPage(shipped).matchAll(new RegExp(`(?<=\\| )${letter}(?= )`, 'g'))].length;
    const inHtml = (kind: string) => [...html.matchAll(new RegExp(`<td class="${kind}[" ]`, 'g'))].length;
    expect(inHtml('clear')).toBe(inMarkdown('C'));
    expect(inHtml('year')).toBe(inMarkdown('Y'));
    expect(inHtml('clear')).toBeGreaterThan(100);
  });

  it('needs no other file and runs nothing', () => {
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|@import|https?:/i);
  });

  it('shows what an agreement says as text, whatever signs are in it', () => {
    const hostile = exampleWith('because: rounds', `because: '<script>alert("&")</script> | **x**'`);
    const agreement = parseAgreement(hostile, 'agreement.yml', { today: '2026-11-01' });
    expect(agreementHtml(agreement)).toContain('&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt; | **x**');
    expect(agreementHtml(agreement)).not.toContain('<script');
    expect(agreementPage(agreement)).toContain('&lt;script>alert("&")&lt;/script> \\| \\*\\*x\\*\\* |');
  });
});
