import { readFile } from 'node:fs/promises';

interface Asked {
  query(text: string): Promise<{ rows: { pid: number }[] }>;
}

/** With the seconds that passed, and those of CPU that this process and the database's process of the connection have had. */
export async function measured<Result>(owner: Asked, work: () => Promise<Result>) {
  const [began, cpu, database] = [performance.now(), process.cpuUsage(), await cpuOf(owner)];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  return { result, seconds, here: (user + system) / 1e6, database: (await cpuOf(owner)) - database };
}

/** Seconds of CPU that the database's process of this connection has had; in Linux. */
async function cpuOf(owner: Asked): Promise<number> {
  const { rows } = await owner.query('select pg_backend_pid() as pid');
  const told = await readFile(`/proc/${rows[0]?.pid}/stat`, 'utf8');
  const [user, system] = told
    .slice(told.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}
