import { go } from '../../frame/location.ts';
import { ask } from '../../graph/ask.ts';
import { RoundPlacesDocument, type RoundPlacesQuery } from '../../graph/documents.ts';
import { pageByPage, useAll } from '../../graph/use-all.ts';
import { Choice } from '../../parts/choice.tsx';
import { Problem } from '../../parts/states.tsx';

type Place = RoundPlacesQuery['careHomes']['nodes'][number];

const everywhere = pageByPage<Place>(async (asker, after, signal) => {
  const { data, problem } = await ask(asker, RoundPlacesDocument, { after }, signal);
  return { list: data?.careHomes, problem };
});

/** People keep the practice of their choice: a round is held, too, where one of them lives. */
export function AnotherHome() {
  const { parts, loading, problem, again } = useAll(everywhere);
  const names = new Map(parts.map(({ cqcLocationId, name }) => [cqcLocationId, name]));
  const byName = [...names.keys()].toSorted((one, other) =>
    (names.get(one) ?? '').localeCompare(names.get(other) ?? ''),
  );
  return (
    <>
      {problem && <Problem problem={problem} again={again} />}
      <Choice
        id="another-home"
        label="Another home, where a patient of yours lives"
        value=""
        options={['', ...byName]}
        say={(code) => names.get(code) ?? (loading ? 'Loading homes …' : 'Choose a home')}
        choose={(code) => code && go(`/rounds/${encodeURIComponent(code)}`)}
      />
    </>
  );
}
