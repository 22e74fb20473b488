import { describe, it } from '@jest/globals';
import { killedAnywhere, killedDirectory, killedMessages, killedResources } from './support/killing.ts';

describe('caregraph import, killed at any moment and run again', () => {
  it('takes a directory as if it had not been', () => killedAnywhere(killedDirectory, 10), 300_000);
  it("takes a trust's messages as if it had not been", () => killedAnywhere(killedMessages, 10), 300_000);
  it("takes a trust's resources in FHIR as if it had not been", () => killedAnywhere(killedResources, 10), 300_000);
});
