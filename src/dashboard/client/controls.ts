import type { SignIn } from '../sign-in.ts';
import { recordsAt } from './cell.ts';
import { byId, element, select } from './dom.ts';
import { ask, type Variables } from './graph.ts';
import { lastYear, type Question, since } from './questions.ts';
import { inWords } from './words.ts';

export interface Home {
  cqcLocationId: string;
  name: string;
  postcode: string;
}

/** The homes that the demonstration's homes and practices go round. */
export async function homesOf(signIns: readonly SignIn[]): Promise<Home[]> {
  const rounds = signIns.filter(
    ({ agency, purpose }) => ['home', 'practice'].includes(agency) && purpose === 'DIRECT_CARE',
  );
  const one = [...new Map(rounds.map((signIn) => [signIn.code, signIn])).values()];
  const answers = await Promise.all(
    one.map((signIn) =>
      ask(signIn, 'query Homes { alignedHomes(first: 20) { nodes { cqcLocationId name postcode } } }'),
    ),
  );
  const homes = answers.flatMap(({ data }) => recordsAt(data, 'alignedHomes.nodes')) as unknown as Home[];
  return [...new Map(homes.map((home) => [home.cqcLocationId, home])).values()];
}

/** A number to begin with, of a resident of the first home. */
export async function someNumber(signIns: readonly SignIn[]): Promise<string | undefined> {
  const home = signIns.find(({ agency }) => agency === 'home');
  if (!home) return undefined;
  const { data } = await ask(home, 'query Someone { residents(first: 1) { nodes { nhsNumber } } }');
  const nhsNumber = recordsAt(data, 'residents.nodes')[0]?.nhsNumber;
  return typeof nhsNumber === 'string' ? nhsNumber : undefined;
}

const careTypes = [
  'RESIDENTIAL',
  'RESIDENTIAL_DEMENTIA',
  'NURSING',
  'NURSING_DEMENTIA',
  'RESPITE',
  'DISCHARGE_TO_ASSESS',
];

/** What a question asks for besides itself: a home, a person, a place and an hour. */
export class Controls {
  readonly #homes: readonly Home[];
  readonly #changed: () => void;
  #home: Home | undefined;
  #careType = 'RESIDENTIAL';
  #postcode: string;
  #at = tomorrowAt('15:00');
  nhsNumber: string | undefined;

  constructor(homes: readonly Home[], changed: () => void) {
    this.#homes = homes;
    this.#changed = changed;
    this.#home = homes[0];
    this.#postcode = homes[0]?.postcode ?? '';
  }

  variables(): Variables {
    return {
      home: this.#home?.cqcLocationId ?? '',
      since: since(),
      nhsNumber: this.nhsNumber ?? '',
      careType: this.#careType,
      near: { postcode: this.#postcode },
      at: this.#at,
      ...lastYear(),
    };
  }

  show({ input }: Question): void {
    byId('inputs').replaceChildren(...this.#inputs(input));
  }

  #inputs(input: Question['input']): HTMLElement[] {
    if (input === 'home') {
      const names = this.#homes.map(({ name }) => name);
      const list = select('Home', names, this.#homes.indexOf(this.#home as Home), (place) => {
        this.#home = this.#homes[place];
        this.#changed();
      });
      return [labelled('Home', list)];
    }
    if (input === 'nhsNumber') {
      const field = element('input', {
        value: this.nhsNumber,
        inputmode: 'numeric',
        size: 12,
        autocomplete: 'off',
        spellcheck: 'false',
      });
      return [
        labelled(
          'NHS number',
          this.#when(field, (text) => {
            this.nhsNumber = text.replaceAll(' ', '');
          }),
        ),
      ];
    }
    if (input === 'bed') {
      const kinds = select('Kind of care', careTypes.map(inWords), careTypes.indexOf(this.#careType), (place) => {
        this.#careType = careTypes[place] ?? this.#careType;
        this.#changed();
      });
      const postcode = element('input', { value: this.#postcode, size: 9, autocomplete: 'off', spellcheck: 'false' });
      const at = element('input', { type: 'datetime-local', value: onThisClock(this.#at) });
      return [
        labelled('Care', kinds),
        labelled(
          'Near',
          this.#when(postcode, (text) => {
            this.#postcode = text;
          }),
        ),
        labelled(
          'Arriving',
          this.#when(at, (text) => {
            this.#at = new Date(text).toISOString();
          }),
        ),
      ];
    }
    return [];
  }

  #when(field: HTMLInputElement, changed: (text: string) => void): HTMLInputElement {
    field.addEventListener('change', () => {
      changed(field.value.trim());
      this.#changed();
    });
    return field;
  }
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  return element('label', { class: 'setting' }, element('span', {}, text), field);
}

/** What a field for date and time takes: the browser's own clock. */
function onThisClock(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function tomorrowAt(time: string): string {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return `${day}T${time}:00Z`;
}
