import type { Random } from '../random.ts';

export type Sex = 'FEMALE' | 'MALE';

/** A community of the town: how its people are named, the NHS ethnicity codes they state and the language they think in. */
export interface Community {
  ethnicities: readonly (readonly [code: string, weight: number])[];
  languages: readonly (readonly [language: string, weight: number])[];
  given: Record<Sex, readonly string[]>;
  family: readonly string[];
}

const words = (text: string) => text.trim().split(/\s+/);

/** Family names of the town are put together from these, so that a full name points at nobody in particular. */
const familyBeginnings = words(`Ash Birt Brad Crow Dun Eller Fen Gar Hather Holl Kers Lang Mar Nether Old Pen Rams
  Shaw Thorn Wal Whit Wool Catter Green Hors Grim`);
const familyEndings = words('bottom well shaw ley worth clough field croft stall den wick ridge hurst gate');

const local: Community = {
  ethnicities: [
    ['A', 92],
    ['B', 3],
    ['C', 2],
    ['Z', 2],
    ['99', 1],
  ],
  languages: [['English', 1]],
  given: {
    FEMALE: words(`Doris Edna Hilda Irene Jean Joan Margaret Dorothy Elsie Marjorie Winifred Vera Mavis Audrey Betty
      Sheila Barbara Joyce Kathleen Norah Olive Phyllis Beryl Muriel Eileen Constance Edith Freda Gladys Hazel Ivy
      Lilian Mabel Nellie Patricia Rita Sylvia Thelma Una Violet Brenda Pauline Maureen Shirley Enid Jessie`),
    MALE: words(`Albert Alfred Arthur Bernard Cyril Dennis Derek Donald Douglas Edgar Ernest Frank Fred George Gordon
      Harold Harry Herbert Horace James Jack Kenneth Leonard Leslie Norman Percy Ralph Raymond Reginald Ronald Roy
      Sidney Stanley Thomas Walter Wilfred William Clifford Eric Geoffrey Maurice Vincent`),
  },
  family: familyBeginnings.flatMap((beginning) => familyEndings.map((ending) => beginning + ending)),
};

const southAsian: Community = {
  ethnicities: [
    ['H', 55],
    ['J', 35],
    ['K', 7],
    ['L', 3],
  ],
  languages: [
    ['Gujarati', 45],
    ['Urdu', 25],
    ['Punjabi', 20],
    ['English', 10],
  ],
  given: {
    FEMALE: words('Kamla Shanta Rashida Zubeda Lalita Pushpa Savita Nasreen Hansa Fatima Sakina Manjula'),
    MALE: words('Ramesh Ibrahim Yusuf Mohan Suleman Ishwar Bashir Kantilal Dawood Harish Gulam Natwar'),
  },
  family: words('Patelwala Sheikhani Mistriwala Desaiwar Khatrivala Malikzai Vohrani Sutharia Qureshani Lakhaniya'),
};

const polishAndUkrainian: Community = {
  ethnicities: [['C', 1]],
  languages: [
    ['Polish', 60],
    ['Ukrainian', 25],
    ['English', 15],
  ],
  given: {
    FEMALE: words('Kazimiera Halina Stefania Oksana Jadwiga Wanda Olha Zofia'),
    MALE: words('Zbigniew Stanislaw Bohdan Mieczyslaw Petro Tadeusz Wasyl Roman'),
  },
  family: words('Wierzbowicz Dabrolski Hrynczuk Lipowiecki Stankowiak Marczenkow Jaworniak Kowalinski'),
};

const caribbeanAndAfrican: Community = {
  ethnicities: [
    ['M', 70],
    ['N', 25],
    ['P', 5],
  ],
  languages: [['English', 1]],
  given: {
    FEMALE: words('Eulalie Merlene Hyacinth Gloria Icilda Cynthia Abena Pearline'),
    MALE: words('Winston Clinton Everald Cuthbert Lloyd Kwabena Egbert Neville'),
  },
  family: words('Beckfordson Grantham-Lowe Pinnockdale Mensahwood Campbellton Blackstoke Osarwell Morganfield'),
};

const chinese: Community = {
  ethnicities: [['R', 1]],
  languages: [
    ['Cantonese', 80],
    ['English', 20],
  ],
  given: { FEMALE: words('Mei-Lin Suk-Yin Wai-Fong Lai-Ping'), MALE: words('Kwok-Keung Chi-Ming Wing-Fai Hon-Wah') },
  family: words('Leungfai Tsangwah Kwongsun Cheungmei'),
};

const communities: readonly (readonly [Community, number])[] = [
  [local, 905],
  [southAsian, 52],
  [polishAndUkrainian, 20],
  [caribbeanAndAfrican, 18],
  [chinese, 5],
];

/** Given names of people born after 1955, for homes of younger adults. */
const youngerGiven: Record<Sex, readonly string[]> = {
  FEMALE: words(`Susan Karen Julie Tracey Deborah Angela Nicola Joanne Claire Lisa Rachel Gemma Hayley Leanne Samantha
    Kerry Michelle Donna`),
  MALE: words(`Paul Stephen Mark Andrew Darren Lee Craig Jason Wayne Gary Simon Adam Ryan Daniel Liam Anthony Carl
    Shaun`),
};

export interface Naming {
  givenName: string;
  familyName: string;
  ethnicity: string;
  language: string;
}

export function nameOfResident(random: Random, sex: Sex, bornIn: number): Naming {
  const community = random.weighted(communities);
  const given = community === local && bornIn > 1955 ? youngerGiven[sex] : community.given[sex];
  return {
    givenName: random.pick(given),
    familyName: random.pick(community.family),
    ethnicity: random.weighted(community.ethnicities),
    language: random.weighted(community.languages),
  };
}

const workingGiven = words(`Amelia Priya Tom Grace Kofi Hannah Imran Sofia Ben Chidi Laura Mateusz Naomi Owen Rosa
  Samir Beth Callum Deepa Ewan Fiona Joseph Leila Martin`);

/** Somebody who works in a home or practice. */
export function nameOfWorker(random: Random): string {
  return `${random.pick(workingGiven)} ${random.pick(local.family)}`;
}

export const givenNameOfWorker = (random: Random): string => random.pick(workingGiven);
