import { Link } from '../../frame/link.tsx';
import { useLocation } from '../../frame/location.ts';
import { MeasuresDocument, type MeasuresQuery } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { Empty, Shown } from '../../parts/states.tsx';
import { inWords } from '../../parts/words.ts';
import { OneMeasure } from './one-measure.tsx';
import { bySubject } from './subjects.ts';

export type Definition = MeasuresQuery['measures'][number];

export default function Measures() {
  const { path } = useLocation();
  const wanted = path.split('/')[2];
  const asked = useAsked(MeasuresDocument, {});
  return (
    <>
      {wanted && (
        <p className="cg-no-print">
          <Link to="/measures">All measures</Link>
        </p>
      )}
      <h1 className="nhsuk-heading-xl">{wanted ? inWords(wanted) : 'Measures'}</h1>
      <Shown asked={asked} of="measures">
        {({ measures }) => {
          if (!wanted) return <List measures={measures} />;
          const one = measures.find(({ name }) => name === wanted);
          return one ? <OneMeasure key={one.name} definition={one} /> : <p>There is no such measure.</p>;
        }}
      </Shown>
    </>
  );
}

function List({ measures }: { measures: readonly Definition[] }) {
  const published = measures.filter(isPublished);
  const waiting = measures.filter((one) => !isPublished(one));
  return (
    <>
      <p className="cg-lead">
        Numbers are published once, in fixed periods, so that they tell of nobody. Homes that report well would look
        worst in a ranking: there is none.
      </p>
      {published.length === 0 && (
        <Empty>Nothing is published yet: whoever runs the hub declares months complete.</Empty>
      )}
      {bySubject(published).map(({ subject, measures: about }) => (
        <section key={subject}>
          <h2 className="nhsuk-heading-m">{subject}</h2>
          <dl className="nhsuk-summary-list">
            {about.map(({ name, sentence }) => (
              <div className="nhsuk-summary-list__row" key={name}>
                <dt className="nhsuk-summary-list__key">
                  <Link to={`/measures/${name}`}>{inWords(name)}</Link>
                </dt>
                <dd className="nhsuk-summary-list__value">{sentence}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {waiting.length > 0 && (
        <>
          <h2 className="nhsuk-heading-m">Not published yet</h2>
          <p>{waiting.map(({ name }) => inWords(name)).join(', ')}.</p>
        </>
      )}
    </>
  );
}

const isPublished = ({ groupings }: Definition) => groupings.some(({ periods }) => periods.length > 0);
