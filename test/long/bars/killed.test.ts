import { it } from '@jest/globals';
import { killedAnywhere, killedDirectory, killedMessages, killedResources } from '../../cli/support/killing.ts';
import { measured } from './support/figures.ts';

const kills = Number(process.env.KILLS ?? 50);
const files = {
  'a directory': killedDirectory,
  'a trust’s messages': killedMessages,
  'a trust’s resources in FHIR': killedResources,
};

it(`files are taken as if never killed, each killed at ${kills} moments and taken again`, async () => {
  for (const file of Object.values(files)) await killedAnywhere(file, kills);
  await measured({
    imports: { measured: `${Object.keys(files).join(', ')}, ${kills} times each: the same in the end`, holds: true },
  });
}, 7_200_000);
