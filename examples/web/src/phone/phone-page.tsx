/** Hands the verification over to a phone: the hosted page's link as a QR code, and here what becomes of it. */
import { useApolloClient } from '@apollo/client/react';
import { QrCode } from 'lucide-react';
import { useEffect, useState } from 'react';
import { CreateLinkDocument, LinkProgressDocument } from '../__generated__/graphql.ts';
import { type NextStep, nextStep } from '../gateway/next-step.ts';
import { type Problem, requireAnswer, toProblem } from '../gateway/problem.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../part/button.tsx';
import { Heading } from '../part/heading.tsx';
import { ProblemPanel } from '../part/problem-panel.tsx';
import { ResultPanel } from '../verify/result-panel.tsx';
import { readAttempt, type VerificationOutcome } from '../verify/run-verification.ts';
import { LinkPanel, type OpenLink } from './link-panel.tsx';

type View =
  | { readonly is: 'asking'; readonly isPending: boolean }
  | { readonly is: 'waiting'; readonly link: OpenLink }
  | { readonly is: 'settled'; readonly outcome: VerificationOutcome }
  | { readonly is: 'expired' }
  | { readonly is: 'halted'; readonly problem: Problem; readonly step: NextStep };

export function PhonePage() {
  const { t } = useLanguage();
  const client = useApolloClient();
  const [view, setView] = useState<View>({ is: 'asking', isPending: false });
  // One link for each time that this is begun, however often the button is pressed or the answer lost.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const link = view.is === 'waiting' ? view.link : null;

  useEffect(() => {
    if (link === null) return;
    const show = (next: View) => setView((now) => (now.is === 'waiting' && now.link === link ? next : now));
    const settle = async () => {
      const outcome = await readAttempt(client, link.verificationId).catch(() => null);
      if (outcome !== null) show({ is: 'settled', outcome });
    };
    const variables = { id: link.verificationId };
    const watch = client.subscribe({ query: LinkProgressDocument, variables }).subscribe({
      next({ data }) {
        const state = data?.verificationUpdated.state;
        if (state === 'EXPIRED') show({ is: 'expired' });
        if (state === 'COMPLETED' || state === 'FAILED') void settle();
      },
      // graphql-sse connects again by itself; what is left over is looked up once.
      error: () => void settle(),
    });
    return () => watch.unsubscribe();
  }, [client, link]);

  async function makeLink() {
    if (view.is === 'asking' && view.isPending) return;
    setView({ is: 'asking', isPending: true });
    try {
      const variables = { idempotencyKey: key };
      const { data } = await client.mutate({ mutation: CreateLinkDocument, variables });
      const answer = requireAnswer(data?.createKycLink);
      if (answer.__typename === 'CreateKycLinkSuccess') {
        const { link, verification } = answer;
        return setView({ is: 'waiting', link: { ...link, verificationId: verification.id } });
      }
      const step = nextStep(answer, []);
      setView({ is: 'halted', problem: { kind: 'failure', failure: answer }, step });
    } catch (error) {
      const problem = toProblem(error) ?? { kind: 'lost' };
      setView({ is: 'halted', problem, step: problem.kind === 'lost' ? { do: 'again' } : { do: 'stop' } });
    }
  }

  function startOver() {
    setKey(crypto.randomUUID());
    setView({ is: 'asking', isPending: false });
  }

  switch (view.is) {
    case 'waiting':
      return <LinkPanel link={view.link} onStartOver={startOver} />;
    case 'expired':
      return (
        <section className="panel">
          <Heading takesFocus>{t.result.expiredTitle}</Heading>
          <p className="panel-text">{t.result.expiredText}</p>
          <div className="panel-actions">
            <Button look="primary" icon={QrCode} onPress={startOver}>
              {t.result.newLink}
            </Button>
          </div>
        </section>
      );
    case 'settled':
      if (view.outcome.kind === 'decided') {
        return (
          <ResultPanel attempt={view.outcome.attempt}>
            <Button onPress={startOver}>{t.result.newLink}</Button>
          </ResultPanel>
        );
      }
      return (
        <ProblemPanel
          problem={view.outcome}
          step={{ do: 'stop' }}
          onAgain={startOver}
          onBack={startOver}
          backLabel={t.result.newLink}
        />
      );
    case 'halted':
      return (
        <ProblemPanel
          problem={view.problem}
          step={view.step}
          onAgain={makeLink}
          onBack={startOver}
          backLabel={t.result.newLink}
        />
      );
    default:
      return (
        <section className="narrow">
          <div className="page-head">
            <Heading>{t.phone.title}</Heading>
            <p className="lead">{t.phone.lead}</p>
          </div>
          <div className="card phone-card">
            <PhoneArt />
            <Button look="primary" icon={QrCode} onPress={makeLink}>
              {view.isPending ? t.phone.making : t.phone.make}
            </Button>
          </div>
        </section>
      );
  }
}

function PhoneArt() {
  return (
    <svg className="art phone-art" viewBox="0 0 200 130" aria-hidden="true" focusable="false">
      <rect x="8" y="14" width="112" height="76" rx="7" />
      <path d="M48 106h32M64 90v16" />
      <path className="art-qr" d="M46 34h14v14H46zM68 34h14v14H68zM46 56h14v14H46zM68 56h6v6h-6zM78 62h4v8h-10" />
      <rect x="142" y="34" width="48" height="86" rx="9" />
      <path d="M160 110h12" />
      <path className="art-faint" d="M128 52c4 4 4 12 0 16M134 46c7 7 7 21 0 28" />
    </svg>
  );
}
