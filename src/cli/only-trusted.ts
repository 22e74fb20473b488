import { CannotStart } from '../database/cannot-start.ts';

/** Whether the hub answers nothing but registered documents: `CAREGRAPH_DOCUMENTS` is `trusted`. */
export function onlyTrusted(setting = process.env.CAREGRAPH_DOCUMENTS): boolean {
  if (!setting || setting === 'any') return false;
  if (setting === 'trusted') return true;
  throw new CannotStart(
    `CAREGRAPH_DOCUMENTS must be "trusted" (nothing but registered documents is answered) or "any", and is "${setting}".`,
  );
}
