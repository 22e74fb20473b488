import { Refusal } from './refusals.ts';

/** What `work` gives, or `TIMED_OUT`; then `work` is told to stop, and what becomes of it reaches nobody. */
export async function inTime<T>(work: Promise<T>, milliseconds: number, stop: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Refusal('TIMED_OUT'));
      stop();
    }, milliseconds);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
