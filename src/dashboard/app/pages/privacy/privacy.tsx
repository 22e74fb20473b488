import { Link } from '../../frame/link.tsx';
import { useLocation } from '../../frame/location.ts';
import { Alerts } from './alerts.tsx';
import { Looks } from './looks.tsx';
import { Unusual } from './unusual.tsx';

const parts = [
  { path: '/privacy', title: 'To review', Part: Alerts },
  { path: '/privacy/looks', title: 'Who looked', Part: Looks },
  { path: '/privacy/unusual', title: 'Out of the ordinary', Part: Unusual },
] as const;

/** What a privacy officer watches over: who was let in, who looked at whom, and what is out of the ordinary. */
export default function Privacy() {
  const { path } = useLocation();
  const { Part, title } = parts.find((part) => part.path === path) ?? parts[0];
  return (
    <>
      <h1 className="nhsuk-heading-xl">Privacy: {title.toLowerCase()}</h1>
      <nav className="cg-no-print" aria-label="Parts of this page">
        <ul className="cg-parts">
          {parts.map((part) => (
            <li key={part.path}>
              <Link to={part.path} {...(part.title === title ? { 'aria-current': 'page' as const } : {})}>
                {part.title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Part />
    </>
  );
}
