import { describe, expect, it } from '@jest/globals';
import { readable, refuseOldServer } from '../../src/database/server-version.ts';

describe('the server version', () => {
  it.each([90624, 140023, 150000, 150018])('is refused when older than 15.19, with the reason: %d', (version) => {
    expect(() => refuseOldServer(version)).toThrow(
      `PostgreSQL ${readable(version)} is too old: the hub needs 15.19 or later, because in older releases a cached plan`,
    );
  });

  it.each([150019, 160000, 180004])('is accepted from 15.19 on: %d', (version) => {
    expect(() => refuseOldServer(version)).not.toThrow();
  });

  it('is named as people name it', () => {
    expect([90624, 150018, 180004].map(readable)).toEqual(['9.6.24', '15.18', '18.4']);
  });
});
