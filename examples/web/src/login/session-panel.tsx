/** Who has logged in, and what the session may read: one's own status and attempts, nothing else. The token stays in memory. */
import { useApolloClient } from '@apollo/client/react';
import { LogOut, ScanFace } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ViewerDocument, type ViewerQuery } from '../__generated__/graphql.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { Button } from '../part/button.tsx';
import { Heading } from '../part/heading.tsx';
import type { FaceLoginSuccess } from './login-page.tsx';

export interface SessionPanelProps {
  readonly login: FaceLoginSuccess;
  readonly onLogOut: () => void;
}

type Viewer = NonNullable<ViewerQuery['viewer']>;

export function SessionPanel({ login: { user, session }, onLogOut }: SessionPanelProps) {
  const { t, format } = useLanguage();
  const viewer = useViewer(session?.token ?? null);
  return (
    <section className="panel">
      <div className="sign is-good">
        <ScanFace aria-hidden="true" size={40} />
      </div>
      <Heading takesFocus>{t.login.welcome}</Heading>
      <p className="panel-text">{t.login.welcomeText}</p>
      <dl className="facts">
        <div>
          <dt>{t.login.user}</dt>
          <dd>
            <bdi>{user.id}</bdi>
          </dd>
        </div>
        {viewer?.kycStatus ? (
          <div>
            <dt>{t.login.status}</dt>
            <dd>
              {t.login.statuses[viewer.kycStatus]}
              {viewer.kycVerifiedAt ? (
                <span className="fact-more">{t.login.since(format.dayAndTime(viewer.kycVerifiedAt))}</span>
              ) : null}
            </dd>
          </div>
        ) : null}
        {session === null ? null : (
          <div>
            <dt>{t.login.until}</dt>
            <dd>{format.time(session.expiresAt)}</dd>
          </div>
        )}
      </dl>
      {viewer === null ? null : <History viewer={viewer} />}
      <p className="panel-text is-small">{t.login.note}</p>
      <div className="panel-actions">
        <Button icon={LogOut} onPress={onLogOut}>
          {t.login.logOut}
        </Button>
      </div>
    </section>
  );
}

function History({ viewer }: { readonly viewer: Viewer }) {
  const { t, format } = useLanguage();
  const attempts = viewer.verifications?.edges.map(({ node }) => node) ?? [];
  if (attempts.length === 0) return null;
  return (
    <div className="history">
      <h2>{t.login.history}</h2>
      <ul>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <span>{format.dayAndTime(attempt.createdAt)}</span>
            <span className={`pill is-${toneOf(attempt)}`}>{wordOf(attempt, t)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Attempt = NonNullable<Viewer['verifications']>['edges'][number]['node'];

function wordOf({ state, decision }: Attempt, { login: { states } }: Messages): string {
  return states[decision ?? state];
}

function toneOf({ decision }: Attempt): 'good' | 'bad' | 'wait' {
  if (decision === 'ACCEPTED') return 'good';
  return decision === 'DECLINED' ? 'bad' : 'wait';
}

/** Asked with the face's own session, not with whatever else the app may hold. */
function useViewer(token: string | null): Viewer | null {
  const client = useApolloClient();
  const [viewer, setViewer] = useState<Viewer | null>(null);
  useEffect(() => {
    if (token === null) return;
    let isWanted = true;
    const context = { headers: { Authorization: `Bearer ${token}` } };
    client.query({ query: ViewerDocument, context }).then(
      ({ data }) => isWanted && setViewer(data?.viewer ?? null),
      // The session is over, or the connection: the panel says less.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [client, token]);
  return viewer;
}
