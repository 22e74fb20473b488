import type { Live as State } from '../graph/use-live.ts';

const says: Record<State, string> = {
  connecting: 'Connecting …',
  live: 'Live: changes are shown as soon as they are recorded.',
  'not live': 'Not live: the connection is made again; until then this may be old.',
  refused: 'Not live: the hub lets you in no more. Sign in again; until then this may be old.',
};

/** Whether what is shown is kept up to date by itself. */
export function Live({ live }: { live: State }) {
  return (
    <p className={`cg-live cg-no-print${live === 'not live' || live === 'refused' ? ' cg-lost' : ''}`} role="status">
      {says[live]}
    </p>
  );
}
