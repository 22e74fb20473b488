import { ormOptions } from './orm.ts';

/** For MikroORM's command line: it compares entities with the snapshot of the migrations and needs no server for that. */
export default ormOptions(process.env.DATABASE_URL ?? 'postgresql://127.0.0.1/caregraph');
