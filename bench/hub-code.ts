/** The hub's own code as `npm run build` at the root leaves it; the types come from the sources. */
interface Modules {
  'access/identifiers': typeof import('../src/access/identifiers.ts');
  'access/record/sealing/keys': typeof import('../src/access/record/sealing/keys.ts');
  'agreement/apply': typeof import('../src/agreement/apply.ts');
  'agreement/compile': typeof import('../src/agreement/compile.ts');
  'agreement/read': typeof import('../src/agreement/read.ts');
  'database/bootstrap': typeof import('../src/database/bootstrap.ts');
  'database/client': typeof import('../src/database/client.ts');
  'database/embedded': typeof import('../src/database/embedded.ts');
  'database/migrate': typeof import('../src/database/migrate.ts');
  'database/urls': typeof import('../src/database/urls.ts');
  'imports/cqc/locations': typeof import('../src/imports/cqc/locations.ts');
  'imports/engine/run': typeof import('../src/imports/engine/run.ts');
  'imports/placements/placements': typeof import('../src/imports/placements/placements.ts');
  'measures/check': typeof import('../src/measures/check.ts');
  'measures/publish': typeof import('../src/measures/publish.ts');
  'server/contract/contract': typeof import('../src/server/contract/contract.ts');
  'shared/nhs-number': typeof import('../src/shared/nhs-number.ts');
}
interface Seeds {
  borough: typeof import('../seeds/borough.ts');
  'demonstration.plan': typeof import('../seeds/demonstration.plan.ts');
  'england/make': typeof import('../seeds/england/make.ts');
  'england/places': typeof import('../seeds/england/places.ts');
  load: typeof import('../seeds/load.ts');
}

const built = async (path: string): Promise<unknown> => import(new URL(`../dist/${path}.js`, import.meta.url).href);

export const hubCode = async <Name extends keyof Modules>(name: Name) => (await built(`src/${name}`)) as Modules[Name];
export const seeds = async <Name extends keyof Seeds>(name: Name) => (await built(`seeds/${name}`)) as Seeds[Name];
