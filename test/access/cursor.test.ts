import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Cursors } from '../../src/access/cursor.ts';

const cursors = new Cursors(randomBytes(32));
const [home, practice] = [randomUUID(), randomUUID()];
const scope = 'residents of CareHome:1-1000000001 by familyName';
const values = ['Planted-Name', '0e5b0e8e-0000-4000-8000-000000000001'];
const refused = { code: 'CURSOR_INVALID' };

describe('a cursor', () => {
  it('leads back to its place', () => {
    const anything = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
      ),
    );
    fc.assert(
      fc.property(anything, fc.string(), (place, list) => {
        const stored = JSON.parse(JSON.stringify(place));
        expect(cursors.decode(home, list, cursors.encode(home, list, place))).toEqual(stored);
      }),
    );
  });

  it('is the same for the same place, so that the same question has the same answer', () => {
    expect(cursors.encode(home, scope, values)).toBe(cursors.encode(home, scope, values));
  });

  it('shows nothing of the values, nor how long they are', () => {
    const cursor = cursors.encode(home, scope, values);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/Planted|0e5b|familyName/);
    expect(cursors.encode(home, scope, ['Ng'])).toHaveLength(cursors.encode(home, scope, ['Featherstonehaugh']).length);
  });

  it('shares nothing with a cursor of the next place, or of the same place for another organisation', () => {
    const bytes = (cursor: string) => Buffer.from(cursor, 'base64url').subarray(1);
    const one = bytes(cursors.encode(home, scope, values));
    for (const other of [
      cursors.encode(home, scope, [values[0] as string, '0e5b0e8e-0000-4000-8000-000000000002']),
      cursors.encode(practice, scope, values),
      cursors.encode(home, `${scope}, PLANNING`, values),
    ]) {
      const same = bytes(other).filter((byte, at) => byte === one[at]).length;
      expect(same).toBeLessThan(one.length / 4);
    }
  });

  it('is refused to another organisation, in another list and under another master key', () => {
    const cursor = cursors.encode(home, scope, values);
    expect(() => cursors.decode(practice, scope, cursor)).toThrow(expect.objectContaining(refused));
    expect(() => cursors.decode(home, 'incidents', cursor)).toThrow(expect.objectContaining(refused));
    expect(() => new Cursors(randomBytes(32)).decode(home, scope, cursor)).toThrow(expect.objectContaining(refused));
  });

  it('takes nothing from the scope into the values or back', () => {
    const cursor = cursors.encode(home, 'list', ['x']);
    for (const other of ['list[', 'lis', 'list["x"]', '']) expect(() => cursors.decode(home, other, cursor)).toThrow();
  });

  it('is refused when any part of it was changed, or it never was one', () => {
    const cursor = cursors.encode(home, scope, values);
    for (let at = 0; at < cursor.length; at++) {
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      expect(() => cursors.decode(home, scope, changed)).toThrow(expect.objectContaining(refused));
    }
    for (const none of [
      '',
      'AQ',
      `${cursor}=`,
      `${cursor}A`,
      cursor.slice(0, -4),
      'YXJyYXljb25uZWN0aW9uOjA=',
      'x'.repeat(1e6),
    ])
      expect(() => cursors.decode(home, scope, none)).toThrow(expect.objectContaining(refused));
  });
});
