import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Identifiers, publicId, readPublicId } from '../../src/access/identifiers.ts';

const [home, practice] = [randomUUID(), randomUUID()];
const master = randomBytes(32);
const identifiers = new Identifiers(master);
const uuids = Array.from({ length: 1000 }, () => randomUUID());

describe('the id of a personal record', () => {
  it('leads its own organisation back to the record, one by one and in batches', () => {
    const ids = identifiers.encode('Resident', home, uuids);
    expect(ids.map((id) => identifiers.decode(id, home))).toEqual(uuids.map((uuid) => ({ type: 'Resident', uuid })));
    expect(uuids.flatMap((uuid) => identifiers.encode('Resident', home, [uuid]))).toEqual(ids);
    expect(identifiers.encode('Resident', home, [])).toEqual([]);
  });

  it('is the same after a restart, and another under another master key', () => {
    const [id] = identifiers.encode('Resident', home, [uuids[0] as string]);
    expect(new Identifiers(master).encode('Resident', home, [uuids[0] as string])).toEqual([id]);
    expect(new Identifiers(randomBytes(32)).encode('Resident', home, [uuids[0] as string])).not.toEqual([id]);
  });

  it('is safe in an address and tells nothing but its type', () => {
    for (const id of identifiers.encode('Incident', home, uuids)) expect(id).toMatch(/^AQ[\w-]{22}$/);
    const bytes = identifiers.encode('Incident', home, uuids).map((id) => Buffer.from(id, 'base64url'));
    expect(new Set(bytes.map((each) => each.subarray(0, 2).toString('hex')))).toEqual(new Set(['0109']));
    // The fixed bits of a random UUID (version 4, variant 10) are not seen in any fixed place.
    expect(new Set(bytes.map((each) => (each[8] ?? 0) >> 4)).size).toBe(16);
  });

  it('differs between two organisations and two types for the same record', () => {
    const seen = [
      ...identifiers.encode('Resident', home, uuids),
      ...identifiers.encode('Resident', practice, uuids),
      ...identifiers.encode('Placement', home, uuids),
    ].map((id) => id.slice(4));
    expect(new Set(seen).size).toBe(3000);
  });

  it('decodes to nothing that exists for another organisation, or with its type changed', () => {
    const existing = new Set<string>(uuids);
    for (const id of identifiers.encode('Resident', home, uuids)) {
      expect(existing.has(identifiers.decode(id, practice)?.uuid ?? '')).toBe(false);
      const placement = Buffer.from(id, 'base64url').fill(3, 1, 2).toString('base64url');
      expect(existing.has(identifiers.decode(placement, home)?.uuid ?? '')).toBe(false);
    }
  });

  it('is nothing at all if it is cut, extended, of no type or of another version', () => {
    const [id = ''] = identifiers.encode('Resident', home, [uuids[0] as string]);
    const bytes = Buffer.from(id, 'base64url');
    const others = [bytes.fill(2, 0, 1), Buffer.from(id, 'base64url').fill(200, 1, 2)].map((b) =>
      b.toString('base64url'),
    );
    for (const none of ['', id.slice(1), `${id}A`, `${id}\n`, uuids[0] as string, 'CareHome:1-1000000001', ...others])
      expect(identifiers.decode(none, home)).toBeNull();
  });

  it('never throws, whatever is sent as one', () => {
    fc.assert(fc.property(fc.string(), (text) => identifiers.decode(text, home) === null || text.length === 24));
  });

  it('is made for uuids only', () => {
    expect(() => identifiers.encode('Resident', home, ['9990000018'])).toThrow('not a UUID');
    expect(() => new Identifiers(Buffer.alloc(16))).toThrow('32 bytes');
  });

  it('costs less than a millisecond a thousand', () => {
    const spans = Array.from({ length: 50 }, () => {
      const begun = performance.now();
      identifiers.encode('Resident', home, uuids);
      return performance.now() - begun;
    });
    expect(Math.min(...spans)).toBeLessThan(1);
  });
});

describe('the id of something public', () => {
  it('is its type and code, and is never taken for a personal one', () => {
    const id = publicId('CareHome', '1-1000000001');
    expect(id).toBe('CareHome:1-1000000001');
    expect(readPublicId(id)).toEqual({ type: 'CareHome', code: '1-1000000001' });
    expect(identifiers.decode(id, home)).toBeNull();
    for (const text of [
      '',
      'CareHome',
      'CareHome:',
      ':1',
      'careHome:1',
      "CareHome:1'--",
      `CareHome:${'1'.repeat(200)}`,
    ])
      expect(readPublicId(text)).toBeNull();
  });
});
