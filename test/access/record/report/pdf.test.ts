import { describe, expect, it } from '@jest/globals';
import { getDocumentProxy, getMeta } from 'unpdf';
import type { Look } from '../../../../src/access/record/report/look.ts';
import { look } from './support/looks.ts';
import { pagesOf, pdfOf } from './support/reports.ts';

const at = (text: string): Date => new Date(`2026-${text}Z`);

describe('the report as a PDF', () => {
  it('says in front who asked how often, then each entry, then what the words mean', async () => {
    const emergency: Look = { ...look, organisation: 'St Brigid’s', agency: 'trust', kind: 'BREAK_GLASS', shown: [] };
    const pages = await pagesOf(await pdfOf([look, look, { ...emergency, at: at('03-01T09:00:00') }]));
    const text = pages.join('\n').replace(/\s+/g, ' ');
    for (const words of [
      'Name Siân Ó’Brien',
      'Date of birth 4 March 1938',
      'NHS number 999 000 0018',
      'Made on Sunday 22 November 2026 at 05:00 GMT',
      '3 entries by 2 organisations, between Sunday 1 March 2026 and Wednesday 1 July 2026. 1 of them concerned',
      'Siân’s House, Ŵyl Care worker, care home Direct care 2 1 Jul 2026',
      'Wednesday 1 July 2026 (BST) 23:30 Siân’s House, Ŵyl – care worker, care home',
      'Looked at the record. For direct care. The resident lives in this home.',
      'Shown: the person: date of birth (year only), given name; 5 incidents: kind, narrative (of 2). 2 times.',
      'Sunday 1 March 2026 (GMT) 09:00 St Brigid’s',
      'incident: What Incident means.',
      'care worker: Gives care in the home.',
      'direct care: implied consent for direct care. Legal basis: UK GDPR',
      'End of the report.',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('manager-1');
  });

  it('is tagged and in English, has a title and numbered pages, and goes on over many', async () => {
    const many = Array.from({ length: 300 }, (_, day): Look => {
      return { ...look, at: new Date(Date.UTC(2026, 6, 1) - day * 86_400_000), organisation: `Home ${day}` };
    });
    const pdf = await pdfOf(many);
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const { info } = await getMeta(document);
    expect(info).toMatchObject({ Title: 'Who looked at the record of Siân Ó’Brien', Language: 'en-GB' });
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    const pages = await pagesOf(pdf);
    expect(pages.length).toBeGreaterThan(20);
    for (const [index, page] of pages.entries()) expect(page).toMatch(new RegExp(`Page ${index + 1}\\b`));
    for (let day = 0; day < 300; day += 1) expect(pages.join('\n')).toContain(`Home ${day} –`);
  });

  it('says so if nobody looked', async () => {
    const [page, ...more] = await pagesOf(await pdfOf([]));
    expect(page).toContain('There is no entry in this time.');
    expect(more).toEqual([]);
  });

  it('names users only to whoever asks for them', async () => {
    expect((await pagesOf(await pdfOf([look], { users: true }))).join()).toContain('User: manager-1.');
  });
});
