import { agencies } from '../shared/agencies.ts';

/** Owns everything in the database, runs migrations and seeds. No superuser: row policies bind it too. */
export const owner = 'caregraph_owner';

/** The running hub. Owns nothing and inherits nothing; each request takes on its agency's role, its record the recorder's. */
export const hub = 'caregraph_hub';

/** Owners of the definer functions that derive relationships and compute measures. */
export const register = 'caregraph_register';
export const measures = 'caregraph_measures';

/**
 * The access record. The recorder adds entries and can read none, the auditor reads them and what was made of them, the
 * sealer reads them and adds seals: nobody changes or takes away.
 */
export const recorder = 'caregraph_recorder';
export const auditor = 'caregraph_auditor';
export const sealer = 'caregraph_sealer';
export const recordRoles = [recorder, auditor, sealer];

/** For those who take backups. */
export const backup = 'caregraph_backup';

/** Takes away what is past its time or was written of the wrong person; reads by keys and days whose it is, and no word of it. */
export const eraser = 'caregraph_eraser';

/** Reads and merges the files that organisations and registers bring, and holds each to its organisation. */
export const importer = 'caregraph_importer';

/** Makes one person of two, and two again: changes of no record anything but whose it is. */
export const merger = 'caregraph_merger';

export const agencyRoles = agencies.map((agency) => `caregraph_${agency}`);

/** Every role of the hub with what it may do by itself. None is superuser and none passes row policies by. */
export const roles = new Map<string, { login: boolean; inherit: boolean }>([
  [owner, { login: true, inherit: true }],
  [hub, { login: true, inherit: false }],
  ...[register, measures, ...recordRoles, backup, eraser, importer, merger, ...agencyRoles].map(
    (name) => [name, { login: false, inherit: true }] as const,
  ),
]);

/** Who may take on whose role: member → roles. */
export const memberships = new Map<string, readonly string[]>([
  [hub, [...agencyRoles, recorder]],
  [owner, [register, measures, auditor, sealer, recorder, eraser, importer, merger]],
]);

/** Settings that a login brings along, whatever client or pooler stands between. */
export const settings = new Map<string, Readonly<Record<string, string>>>([
  [owner, { TimeZone: 'UTC', search_path: 'public' }],
  // Compiling a statement costs more than running one of ours. A forgotten transaction must not hold rows for ever. What
  // is answered as done is durable, whatever the server is set to otherwise.
  [
    hub,
    {
      TimeZone: 'UTC',
      search_path: 'public',
      synchronous_commit: 'on',
      jit: 'off',
      idle_in_transaction_session_timeout: '60s',
      statement_timeout: '30s',
    },
  ],
]);
