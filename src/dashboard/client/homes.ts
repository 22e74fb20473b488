import { board } from './board.ts';
import { isObject, recordsAt } from './cell.ts';
import { element } from './dom.ts';
import type { Asked, Json, JsonObject } from './graph.ts';
import { agencyName, askedAgain, headOf, refusalIn, type Showing } from './showing.ts';
import { inWords, valueInWords } from './words.ts';

const listed = 5;

/** Homes with free beds: the same for everyone, since they concern no resident. */
export function homesBoard(showing: Showing): HTMLElement {
  return board(
    showing.asked.map((asked, column) => ({
      label: `${agencyName(asked.signIn)}: ${asked.signIn.organisation}`,
      head: headOf(showing, column),
      note: element('div', { class: 'note' }, askedAgain(asked)),
      body: refusalIn(showing, asked) ?? homes(showing, asked),
      json: JSON.stringify(asked.data, null, 2),
      document: asked.document,
    })),
  );
}

function homes({ question }: Showing, { data }: Asked): HTMLElement {
  const body = element('div', { class: 'homes' });
  if (!isObject(data?.careHomes)) return body;
  const { totalCount, excluded } = data.careHomes;
  const found = recordsAt(data, question.records);
  body.append(element('p', { class: 'count' }, `${totalCount} ${totalCount === 1 ? 'home' : 'homes'} with a bed`));
  const list = element('ol', { class: 'entries' }, ...found.slice(0, listed).map(home));
  body.append(list);
  if (found.length > listed)
    body.append(element('p', { class: 'count' }, `and ${Number(totalCount) - listed} further away`));
  if (Array.isArray(excluded) && excluded.length > 0) {
    const ruledOut = excluded.filter(isObject).filter((entry) => entry.homes !== 0);
    body.append(
      element('h3', {}, 'Ruled out'),
      element(
        'ul',
        { class: 'excluded' },
        ...ruledOut.map((entry) => element('li', {}, `${inWords(String(entry.condition))}: ${entry.homes}`)),
      ),
    );
  }
  return body;
}

function home(record: JsonObject): HTMLElement {
  const capacity = partOf(record.capacity);
  const contact = partOf(record.dutyContact);
  const rating = partOf(record.rating);
  const beds = `${capacity.available ?? 0} free${capacity.reserved ? `, ${capacity.reserved} reserved` : ''}`;
  const distance = typeof record.distanceKm === 'number' ? `${record.distanceKm.toFixed(1)} km · ` : '';
  const freshness = String(capacity.freshness ?? '').toLowerCase();
  return element(
    'li',
    { class: 'home' },
    element('strong', {}, String(record.name)),
    element('span', {}, `${distance}${record.postcode}`),
    element('span', { class: 'beds' }, beds),
    element('span', { class: 'fine' }, `${inWords(freshness)}: as of ${valueInWords('asOf', capacity.asOf ?? null)}`),
    element(
      'span',
      { class: 'fine' },
      `${inWords(String(rating.overall ?? ''))}${record.acceptsTrustedAssessor ? ' · takes a trusted assessor’s word' : ''}`,
    ),
    element('span', { class: 'fine' }, `${contact.name ?? ''} ${contact.telephone ?? ''}`),
  );
}

const partOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
