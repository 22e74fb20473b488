import type { AgreementLines } from '../agreement-lines.ts';
import type { SignIn } from '../sign-in.ts';
import { homesOf } from './controls.ts';
import { byId, element } from './dom.ts';
import { schemaOf } from './graph.ts';
import { Page } from './page.ts';

async function read<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}

async function begin(): Promise<void> {
  const [signIns, agreement] = await Promise.all([
    read<SignIn[]>('/demonstration/sign-ins'),
    read<AgreementLines>('/demonstration/agreement'),
  ]);
  const agencies = [...new Map(signIns.map((signIn) => [signIn.agency, signIn])).values()];
  const [schemas, homes] = await Promise.all([Promise.all(agencies.map(schemaOf)), homesOf(signIns)]);
  const known = schemas.filter((schema) => schema !== undefined);
  new Page({ signIns, schemas: known, homes, agreement }).start();
}

begin().catch(() => {
  const sentence =
    'The hub does not answer. See whether it still runs where you started it, then load this page again.';
  byId('answers').replaceChildren(element('p', { class: 'waiting' }, sentence));
});
