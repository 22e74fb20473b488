export const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

/** Nested `fields { type { … } }`, as deep as graphql-js lets them nest, under many names. */
const introspection = `{ __schema { types { ${times(25, (i) => `a${i}: fields { type { fields { type { name } } } }`)} } } }`;

/** What is asked only to do harm, and the code with which it is refused. */
export const hostile: [title: string, query: string, code: string][] = [
  ['a hundred levels', `${'{ node(id: "1") '.repeat(100)}{ id }${'}'.repeat(100)}`, 'QUERY_TOO_DEEP'],
  [
    'levels of fragments',
    `{ viewer { ...F0 } } ${times(40, (i) => `fragment F${i} on Viewer { a { ...F${i + 1} } }`)}`,
    'QUERY_TOO_DEEP',
  ],
  ['one field under many names', `{ ${times(100, (i) => `a${i}: viewer { agency }`)} }`, 'TOO_MANY_ALIASES'],
  [
    'many names in a fragment',
    `{ ...F } fragment F on Query { ${times(80, (i) => `a${i}: __typename`)} }`,
    'TOO_MANY_ALIASES',
  ],
  [
    'fragments that double',
    `{ viewer { ...F0 } } ${times(40, (i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`)} fragment F40 on Viewer { agency }`,
    'QUERY_TOO_LONG',
  ],
  ['one field a thousand times', `{ ${'viewer { agency } '.repeat(360)} }`, 'QUERY_TOO_LONG'],
  ['many tokens', `{ viewer { ${'agency '.repeat(2000)} } }`, 'QUERY_TOO_LONG'],
  ['many root fields', `{ ${times(30, (i) => `a${i}: viewer { agency }`)} }`, 'QUERY_TOO_LONG'],
  ['many directives', `{ viewer { ${times(70, () => 'agency @include(if: true)')} } }`, 'QUERY_TOO_LONG'],
  [
    'pages within pages',
    '{ careHomes(first: 100) { nodes { residents(first: 100) { nodes { incidents(first: 100) { nodes { id } } } } } } }',
    'QUERY_TOO_COSTLY',
  ],
  [
    'pages by default within pages',
    '{ careHomes(first: 100) { nodes { residents(first: 100) { nodes { incidents { nodes { withheld { field } } } } } } } }',
    'QUERY_TOO_COSTLY',
  ],
  ['introspection under many names', introspection, 'QUERY_TOO_COSTLY'],
  [
    'introspection too deep',
    '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
    'INVALID_DOCUMENT',
  ],
  ['a fragment within itself', '{ viewer { ...F } } fragment F on Viewer { ...F }', 'INVALID_DOCUMENT'],
];
