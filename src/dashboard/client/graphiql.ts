import type { SignIn } from '../sign-in.ts';
import { byId, element } from './dom.ts';
import { agencyNames } from './questions.ts';
import { readyQuestion } from './ready-questions.ts';
import { agencyName } from './showing.ts';
import { inWords } from './words.ts';

/** What the scripts of React and GraphiQL leave for this one. */
declare const React: { createElement(type: unknown, properties: object): unknown };
declare const ReactDOM: { createRoot(place: Element): { render(node: unknown): void } };
declare const GraphiQL: unknown;

interface Operation {
  kind: string;
  operation?: string;
  name?: { value: string };
}

interface Options {
  headers?: Record<string, string>;
  documentAST?: { definitions: readonly Operation[] };
}

interface Asked {
  query: string;
  variables?: object;
  operationName?: string | null;
}

/** Asks, or hears, as whoever signed in; the headers of the editor, with the purpose among them, come on top. */
function fetcherFor({ token }: SignIn) {
  return async (asked: Asked, { headers = {}, documentAST }: Options = {}): Promise<unknown> => {
    if (subscribes(asked, documentAST?.definitions))
      return heard(asked, { ...headers, authorization: `Bearer ${token}` });
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        ...headers,
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(asked),
    });
    return response.json();
  };
}

const subscribes = ({ operationName }: Asked, definitions: readonly Operation[] = []) =>
  definitions.some(
    ({ operation, name }) => operation === 'subscription' && (!operationName || name?.value === operationName),
  );

/** What is told from now on, until whoever asks ends it. */
async function heard({ query, variables, operationName }: Asked, connectionParams: Record<string, string>) {
  // As its package built it, like the others.
  const { createClient } = (await import('/page/vendor/graphql-ws/client.js' as string)) as typeof import('graphql-ws');
  const url = `${location.origin.replace(/^http/, 'ws')}/graphql`;
  const client = createClient({ url, connectionParams, retryAttempts: 0 });
  return client.iterate({
    query,
    ...(variables && { variables: variables as Record<string, unknown> }),
    ...(operationName && { operationName }),
  });
}

/** Questions may hold NHS numbers: nothing of them stays in the browser when the page is left. */
function forgetful(): object {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
    clear: () => held.clear(),
    get length() {
      return held.size;
    },
  };
}

function explorer(signIn: SignIn): unknown {
  const { query, variables } = readyQuestion(signIn);
  return React.createElement(GraphiQL, {
    fetcher: fetcherFor(signIn),
    storage: forgetful(),
    query,
    variables: JSON.stringify(variables, null, 2),
    headers: JSON.stringify({ 'purpose-of-use': signIn.purpose }, null, 2),
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: 'headers',
  });
}

const placeOf = ({ code, role }: SignIn): string => `${code}/${role}`;

function chooser(signIns: readonly SignIn[], chosen: SignIn, choose: (signIn: SignIn) => void): HTMLSelectElement {
  const list = element('select', { 'aria-label': 'Who asks' });
  for (const [agency] of agencyNames) {
    const members = signIns.filter((signIn) => signIn.agency === agency);
    const group = element('optgroup', { label: members[0] ? agencyName(members[0]) : agency });
    for (const signIn of members) {
      const { organisation, role, purpose } = signIn;
      const text = `${organisation}: ${inWords(role)}, ${inWords(purpose)}`;
      group.append(element('option', { value: signIns.indexOf(signIn), selected: signIn === chosen }, text));
    }
    if (members.length > 0) list.append(group);
  }
  list.addEventListener('change', () => choose(signIns[Number(list.value)] ?? chosen));
  return list;
}

async function begin(): Promise<void> {
  const response = await fetch('/demonstration/sign-ins');
  const signIns = (await response.json()) as SignIn[];
  const wanted = decodeURIComponent(location.hash.slice(1));
  const first =
    signIns.find((signIn) => placeOf(signIn) === wanted) ?? signIns.find(({ agency }) => agency === 'practice');
  if (!first) throw new Error('nobody can sign in');
  const root = ReactDOM.createRoot(byId('graphiql'));
  // A page of its own for each viewer: GraphiQL keeps schema, tabs and answer where a second one would find them.
  const signInAs = (signIn: SignIn) => {
    history.replaceState(null, '', `#${encodeURIComponent(placeOf(signIn))}`);
    location.reload();
  };
  byId('who').append(chooser(signIns, first, signInAs));
  root.render(explorer(first));
  if (window.matchMedia('(min-width: 70rem)').matches) openSchema();
}

/** Opens the agency's schema beside the question. GraphiQL has no working property for that, but a button. */
function openSchema(): void {
  const observer = new MutationObserver(() => {
    const button = byId('graphiql').querySelector<HTMLButtonElement>('[aria-label="Show Documentation Explorer"]');
    if (!button) return;
    observer.disconnect();
    button.click();
  });
  observer.observe(byId('graphiql'), { childList: true, subtree: true });
}

begin().catch(() => {
  const sentence =
    'The hub does not answer. See whether it still runs where you started it, then load this page again.';
  byId('graphiql').replaceChildren(element('p', { class: 'waiting' }, sentence));
});
