import { CannotStart } from '../database/cannot-start.ts';

/** Origins whose pages may ask from a browser: `CAREGRAPH_ORIGINS`, with commas between them. */
export function originsWanted(setting = process.env.CAREGRAPH_ORIGINS): string[] {
  const origins = (setting ?? '').split(',').flatMap((origin) => origin.trim() || []);
  const wrong = origins.find((origin) => !isOrigin(origin));
  if (wrong === undefined) return origins;
  throw new CannotStart(
    `CAREGRAPH_ORIGINS names "${wrong}", which is no origin such as https://dashboard.example: write scheme and host, and nothing behind them.`,
  );
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  // What came over the network in the clear may have been changed on the way.
  return origin === text && (protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1');
}
