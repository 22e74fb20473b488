import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { problems } from '../../src/shared/problem-catalogue.ts';
import { refusals } from '../../src/shared/refusal-catalogue.ts';
import { Refusal, type RefusalCode } from '../../src/shared/refusals.ts';

const codes = Object.keys(refusals) as RefusalCode[];
const documented = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)];

describe('the catalogue of refusals', () => {
  it('is documented code by code, and nothing else is documented', () => {
    expect(documented.map(([, code]) => code).sort()).toEqual([...codes].sort());
  });

  it('is documented with its HTTP status, its sentence and its remedy', () => {
    const page = readFileSync('docs/errors.md', 'utf8');
    for (const code of codes) {
      const { status, message, remedy } = refusals[code];
      expect(page).toContain(`| \`${code}\` | ${status} | ${message} | ${remedy} |`);
    }
  });

  it('has beside it the problems of mutations, each documented with its sentence', () => {
    const page = readFileSync('docs/errors.md', 'utf8');
    const known = [...page.matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \|$/gm)].map(([, code, message]) => [code, message]);
    expect(known).toEqual(Object.entries(problems));
  });

  it('says in whole sentences what to do next', () => {
    for (const { message, remedy } of Object.values(refusals)) {
      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('refuses a document or a field as 400 or 403 and blames the hub with 5xx only for itself', () => {
    for (const { status, when } of Object.values(refusals)) {
      if (when === 'document') expect(status).toBe(400);
      if (when === 'field') expect([400, 403]).toContain(status);
    }
  });
});

describe('a refusal', () => {
  it('carries its code and remedy for the client and its status for the server', () => {
    const refusal = new Refusal('PAGE_SIZE', { at: 'residents.first', limit: 100 });
    expect(refusal.status).toBe(400);
    expect(refusal.toJSON()).toEqual({
      message: refusals.PAGE_SIZE.message,
      extensions: { code: 'PAGE_SIZE', remedy: refusals.PAGE_SIZE.remedy, at: 'residents.first', limit: 100 },
    });
  });

  it('keeps its cause out of the answer', () => {
    const refusal = new Refusal('UNAVAILABLE', {}, new Error('connection to 10.0.0.7 refused'));
    expect(refusal.cause).toBeInstanceOf(Error);
    expect(JSON.stringify(refusal) + Object.keys(refusal)).not.toMatch(/10\.0\.0\.7|cause/);
  });
});
