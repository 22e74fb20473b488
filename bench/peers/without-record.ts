/**
 * The hub, started as ever, whose access record says "durable" at once and keeps nothing: what it saves beside the hub
 * is what the record costs. Only here: the hub itself has no such switch.
 */
const built = (path: string): Promise<unknown> => import(new URL(`../../dist/src/${path}.js`, import.meta.url).href);
type Built<Module> = Promise<Module>;

const { Recorder } = await (built('access/record/recorder') as Built<
  typeof import('../../src/access/record/recorder.ts')
>);
const { Keeper } = await (built('access/record/keeper') as Built<typeof import('../../src/access/record/keeper.ts')>);
const { Trace } = await (built('access/record/trace') as Built<typeof import('../../src/access/record/trace.ts')>);

const nothing = Buffer.alloc(0);
Recorder.prototype.record = () => Promise.resolve();
Keeper.prototype.markOf = () => nothing;
Trace.prototype.show = () => {};
Trace.prototype.tell = () => {};
await built('cli/caregraph');
