/** The frame around the pages: where one is, in which language, and that nobody real is verified in the sandbox. */
import { ApolloProvider } from '@apollo/client/react';
import { Languages, QrCode, ScanFace, ShieldCheck } from 'lucide-react';
import { Activity, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { createGatewayClient } from './gateway/create-client.ts';
import { useLanguage } from './language/language.tsx';
import { LoginPage } from './login/login-page.tsx';
import { Button } from './part/button.tsx';
import { PhonePage } from './phone/phone-page.tsx';
import { useSamples } from './photo/samples.ts';
import { VerifyPage } from './verify/verify-page.tsx';

const pages = { verify: ShieldCheck, login: ScanFace, phone: QrCode };
type PageName = keyof typeof pages;
const pageNames: readonly PageName[] = ['verify', 'login', 'phone'];

export function App() {
  const { t, code, other, change } = useLanguage();
  const page = usePage();
  const main = useRef<HTMLElement>(null);
  const isSandbox = useSamples().length > 0;
  // Advice comes in the language that is asked for.
  const client = useMemo(() => createGatewayClient({ url: '/graphql', language: code }), [code]);

  useEffect(() => {
    document.title = `${t.nav[page]} · ${t.appName}`;
  }, [t, page]);

  const focusHeading = useCallback(() => {
    const headings = main.current?.querySelectorAll('h1') ?? [];
    // Those of the other pages are there too, hidden.
    [...headings].find((heading) => heading.checkVisibility())?.focus();
  }, []);
  const go = (name: PageName) => () => {
    location.hash = `#/${name}`;
  };
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    window.scrollTo({ top: 0 });
    focusHeading();
  }, [page, focusHeading]);

  return (
    <ApolloProvider client={client}>
      <button type="button" className="skip" onClick={focusHeading}>
        {t.skipToContent}
      </button>
      <header className="top">
        <div className="top-row">
          <p className="brand">
            <img src="./icon.svg" alt="" width="32" height="32" />
            <span>{t.appName}</span>
          </p>
          {isSandbox ? <span className="badge">{t.sandbox}</span> : null}
          <nav aria-label={t.navigation}>
            <ul>
              {pageNames.map((name) => {
                const Icon = pages[name];
                return (
                  <li key={name}>
                    <a href={`#/${name}`} aria-current={name === page ? 'page' : undefined}>
                      <Icon aria-hidden="true" size={18} />
                      <span>{t.nav[name]}</span>
                    </a>
                  </li>
                );
              })}
            </ul>
          </nav>
          <div className="language" lang={other}>
            <Button look="quiet" icon={Languages} onPress={() => change(other)}>
              {t.otherLanguage}
            </Button>
          </div>
        </div>
      </header>
      <main ref={main}>
        {/* Each page keeps its photos while another is looked at. */}
        <Activity mode={page === 'verify' ? 'visible' : 'hidden'}>
          <VerifyPage onLogin={go('login')} />
        </Activity>
        <Activity mode={page === 'login' ? 'visible' : 'hidden'}>
          <LoginPage onVerify={go('verify')} />
        </Activity>
        <Activity mode={page === 'phone' ? 'visible' : 'hidden'}>
          <PhonePage />
        </Activity>
      </main>
      <footer className="bottom">{t.footer}</footer>
    </ApolloProvider>
  );
}

function usePage(): PageName {
  return useSyncExternalStore(subscribeToHash, readPage);
}

function subscribeToHash(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function readPage(): PageName {
  return pageNames.find((name) => location.hash === `#/${name}`) ?? 'verify';
}
