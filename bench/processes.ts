import { readdirSync, readFileSync } from 'node:fs';

/**
 * What processes have used, from /proc: Linux only. A tick is 10 ms (USER_HZ is 100 on every Linux of today).
 */
const millisecondsATick = 10;

interface Status {
  parent: number;
  /** User and system time of the process itself. */
  own: number;
  /** The same of its children that have ended and were waited for. */
  ofEnded: number;
}

function statusOf(pid: number): Status | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in parentheses may hold spaces: fields are counted from behind it.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((at) => fields[at]);
  return { parent, own: utime + stime, ofEnded: cutime + cstime };
}

/** CPU milliseconds of a process and all its children, living and ended, since it began. */
export function cpuOf(root: number): number {
  const statuses = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const status = statusOf(Number(name));
        return status ? [[Number(name), status] as const] : [];
      }),
  );
  const ofTree = (pid: number): number => {
    const status = statuses.get(pid);
    if (!status) return 0;
    const children = [...statuses].filter(([, { parent }]) => parent === pid);
    return children.reduce((sum, [child]) => sum + ofTree(child), status.own + status.ofEnded);
  };
  return ofTree(root) * millisecondsATick;
}

/** The most memory that a process ever held, in MB. */
export function peakMemoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Processes that wanted to run during the last minute: on a machine that others use, only ratios mean anything. */
export function loadOfMachine(): number {
  return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
}
