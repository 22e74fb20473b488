import { setTimeout as pause } from 'node:timers/promises';
import type { Pick } from '../../days/random/pick.ts';
import type { HubProcess } from './hub-process.ts';
import type { Postgres } from './postgres.ts';

interface Broken {
  hub: HubProcess;
  postgres: Postgres;
  pick: Pick;
}

/** What may befall a hub and its database; each is over when it resolves, but for coming back. */
export const faults: Record<string, (broken: Broken) => Promise<void>> = {
  'hub killed': async ({ hub }) => {
    await hub.kill();
    hub.start();
  },
  'hub frozen': async ({ hub, pick }) => {
    hub.freeze();
    await pause(500 + pick.below(2_500));
    hub.thaw();
  },
  'PostgreSQL killed': async ({ postgres, pick }) => {
    await postgres.kill();
    await pause(pick.below(2_000));
    await postgres.start();
  },
  'PostgreSQL frozen': async ({ postgres, pick }) => {
    await postgres.freeze();
    await pause(500 + pick.below(4_500));
    await postgres.thaw();
  },
  'one process of PostgreSQL killed': async ({ postgres, pick }) => {
    await postgres.killOne((many) => pick.below(many));
    await pause(200);
  },
  'PostgreSQL started anew': async ({ postgres }) => {
    await postgres.stop();
    await postgres.start();
  },
  'hub stopped and started': async ({ hub }) => {
    await hub.stop();
    hub.start();
  },
  'both killed': async ({ hub, postgres }) => {
    await Promise.all([hub.kill(), postgres.kill()]);
    hub.start();
    await pause(500);
    await postgres.start();
  },
};
