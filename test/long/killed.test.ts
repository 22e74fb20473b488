import { describe, it } from '@jest/globals';
import { killedAnywhere, killedDirectory, killedMessages, killedResources } from '../cli/support/killing.ts';

const kills = Number(process.env.KILLS ?? 50);

describe(`caregraph import, killed at ${kills} moments and run again`, () => {
  it('takes a directory as if it had not been', () => killedAnywhere(killedDirectory, kills), 3_600_000);
  it("takes a trust's messages as if it had not been", () => killedAnywhere(killedMessages, kills), 3_600_000);
  it(
    "takes a trust's resources in FHIR as if it had not been",
    () => killedAnywhere(killedResources, kills),
    3_600_000,
  );
});
