import { Link } from './link.tsx';
import type { PageEntry } from './pages.ts';

/** Where a role begins: its pages, and what each is for. */
export function Start({ pages }: { pages: readonly PageEntry[] }) {
  if (pages.length === 0) {
    return (
      <>
        <h1 className="nhsuk-heading-xl">No page for this role yet</h1>
        <p className="cg-lead">Your role may still ask the graph, as its agency's schema and the agreement say.</p>
      </>
    );
  }
  return (
    <>
      <h1 className="nhsuk-heading-xl">What do you want to do?</h1>
      <ul className="nhsuk-grid-row nhsuk-card-group">
        {pages.map(({ path, title, about }) => (
          <li className="nhsuk-grid-column-one-half nhsuk-card-group__item" key={path}>
            <div className="nhsuk-card nhsuk-card--clickable">
              <div className="nhsuk-card__content">
                <h2 className="nhsuk-card__heading nhsuk-heading-m">
                  <Link className="nhsuk-card__link" to={path}>
                    {title}
                  </Link>
                </h2>
                <p className="nhsuk-card__description">{about}</p>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
