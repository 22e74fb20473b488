import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef } from 'react';
import { Loading } from '../parts/states.tsx';
import { inWords } from '../parts/words.ts';
import { Broken } from './broken.tsx';
import { Link } from './link.tsx';
import { useLocation } from './location.ts';
import { type PageEntry, pageAt, pagesOf } from './pages.ts';
import { PurposeContext } from './purpose.ts';
import { type Session, SessionContext, type SignedIn, SignedInContext } from './session.ts';
import { Start } from './start.tsx';

const code = new Map<PageEntry, ReturnType<typeof lazy>>();

function codeOf(page: PageEntry) {
  const found = code.get(page) ?? lazy(page.load);
  code.set(page, found);
  return found;
}

/** Everything around a page: who is signed in, the pages of the role, and the one that is open. */
export function Frame({ session, signedIn }: { session: Session; signedIn: SignedIn }) {
  const { path } = useLocation();
  const own = useMemo(() => pagesOf(session), [session]);
  const page = pageAt(path, own);
  const main = useRef<HTMLElement>(null);
  const opened = useRef(path);
  const title = page?.title ?? (path === '/' ? 'Start' : 'Page not found');

  useEffect(() => {
    document.title = `${title} · CareGraph`;
    // Whoever follows a link goes on from the top of the new page, with a screen reader too.
    if (opened.current === path) return;
    opened.current = path;
    main.current?.focus();
    scrollTo(0, 0);
  }, [path, title]);

  return (
    <SessionContext.Provider value={session}>
      <SignedInContext.Provider value={signedIn}>
        <PurposeContext.Provider value={page?.purpose ?? session.purpose}>
          <Around session={session} own={own} open={page} leave={signedIn.leave}>
            <main className="nhsuk-main-wrapper" id="main" tabIndex={-1} ref={main}>
              <Broken key={path}>
                <Suspense fallback={<Loading of="the page" />}>{body(page, own, path)}</Suspense>
              </Broken>
            </main>
          </Around>
        </PurposeContext.Provider>
      </SignedInContext.Provider>
    </SessionContext.Provider>
  );
}

function body(page: PageEntry | undefined, own: readonly PageEntry[], path: string): ReactNode {
  if (page) {
    const Page = codeOf(page);
    return <Page />;
  }
  if (path === '/') return <Start pages={own} />;
  return (
    <>
      <h1 className="nhsuk-heading-xl">Page not found</h1>
      <p>
        Your role has no such page. <Link to="/">See which it has</Link>.
      </p>
    </>
  );
}

function Around({
  session: { organisation, role },
  own,
  open,
  leave,
  children,
}: {
  session: Session;
  own: readonly PageEntry[];
  open: PageEntry | undefined;
  leave: () => void;
  children: ReactNode;
}) {
  return (
    <>
      <a className="nhsuk-skip-link" href="#main">
        Skip to main content
      </a>
      <header className="nhsuk-header">
        <div className="nhsuk-header__container nhsuk-width-container">
          <div className="nhsuk-header__service">
            <Link className="nhsuk-header__service-name" to="/">
              CareGraph
            </Link>
          </div>
          <p className="cg-whoami">
            {inWords(role)}, {organisation}
            <button type="button" onClick={leave}>
              Sign out
            </button>
          </p>
        </div>
        <nav className="nhsuk-header__navigation" aria-label="Pages">
          <div className="nhsuk-header__navigation-container nhsuk-width-container">
            <ul className="nhsuk-header__navigation-list">
              {own.map((page) => (
                <li className="nhsuk-header__navigation-item" key={page.path}>
                  <Link
                    className="nhsuk-header__navigation-link"
                    to={page.path}
                    {...(page === open ? { 'aria-current': 'page' as const } : {})}
                  >
                    {page.title}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        </nav>
      </header>
      <div className="nhsuk-width-container">{children}</div>
    </>
  );
}
