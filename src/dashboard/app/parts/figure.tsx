import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A picture with the table behind it. `draw` gives the picture once it could be drawn, described by `says`, a sentence
 * for those who do not see it; whatever it shows stands in the table, too.
 */
export function Figure({
  title,
  says,
  legend,
  draw,
  children,
}: {
  title: string;
  says: string;
  /** What its lines and marks mean. */
  legend?: string;
  draw: () => Promise<Element>;
  children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = false;
    draw().then(
      (picture) => !left && place.current?.replaceChildren(picture),
      () =>
        !left && place.current?.replaceChildren('The picture could not be loaded. The table below has its numbers.'),
    );
    return () => {
      left = true;
    };
  }, [draw]);
  return (
    <figure className="cg-figure">
      <figcaption>{title}</figcaption>
      <div className="cg-picture" role="img" aria-label={says} ref={place} />
      {legend && <p className="cg-legend">{legend}</p>}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">The numbers as a table</span>
        </summary>
        <div className="nhsuk-details__text">{children}</div>
      </details>
    </figure>
  );
}
