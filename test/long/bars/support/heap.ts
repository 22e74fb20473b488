import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What is alive in the heap and in buffers of a process with an inspector, in megabytes: all garbage is collected before. */
export async function heapOf(inspector: string): Promise<number> {
  const socket = new WebSocket(inspector);
  await once(socket, 'open');
  let last = 0;
  const ask = (method: string) =>
    new Promise<Record<string, number>>((resolve) => {
      const id = ++last;
      const hear = (data: unknown) => {
        const said = JSON.parse(String(data));
        if (said.id !== id) return;
        socket.off('message', hear);
        resolve(said.result);
      };
      socket.on('message', hear).send(JSON.stringify({ id, method }));
    });
  await ask('HeapProfiler.collectGarbage');
  const { usedSize = 0, backingStorageSize = 0 } = await ask('Runtime.getHeapUsage');
  socket.terminate();
  return (usedSize + backingStorageSize) / 1_000_000;
}

/** By how much they grow a minute, by least squares. */
export function slopeOf(heaps: readonly { minute: number; megabytes: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(heaps.map(({ minute }) => minute)), mean(heaps.map(({ megabytes }) => megabytes))];
  const over = heaps.reduce((sum, { minute, megabytes }) => sum + (minute - x) * (megabytes - y), 0);
  return over / heaps.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
}
