/** Logs a known person in by a selfie, and shows what the session that it opens may read. */
import { useApolloClient } from '@apollo/client/react';
import { ScanFace } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { FaceLoginDocument, type FaceLoginMutation } from '../__generated__/graphql.ts';
import { type NextStep, nextStep } from '../gateway/next-step.ts';
import { type Problem, requireAnswer, toProblem } from '../gateway/problem.ts';
import type { UploadOptions, UploadProgress } from '../gateway/upload-fetch.ts';
import { useAdvice } from '../gateway/use-advice.ts';
import { useLanguage } from '../language/language.tsx';
import { SelfieArt } from '../part/art.tsx';
import { Button } from '../part/button.tsx';
import { Heading } from '../part/heading.tsx';
import { ProblemPanel } from '../part/problem-panel.tsx';
import { PhotoSlot } from '../photo/photo-slot.tsx';
import { SendingLine } from './sending-line.tsx';
import { SessionPanel } from './session-panel.tsx';

export type FaceLoginSuccess = Extract<
  NonNullable<FaceLoginMutation['faceLogin']>,
  { readonly __typename: 'FaceLoginSuccess' }
>;

type View =
  | {
      readonly is: 'choosing';
      readonly problem: Extract<Problem, { kind: 'failure' }> | null;
      readonly failed: File | null;
    }
  | { readonly is: 'running'; readonly progress: UploadProgress | null }
  | { readonly is: 'halted'; readonly problem: Problem; readonly step: NextStep }
  | { readonly is: 'in'; readonly login: FaceLoginSuccess };

const choosing: View = { is: 'choosing', problem: null, failed: null };

export function LoginPage({ onVerify }: { readonly onVerify: () => void }) {
  const { t } = useLanguage();
  const client = useApolloClient();
  const [selfie, setSelfie] = useState<File | null>(null);
  const [view, setView] = useState<View>(choosing);
  const [hasTried, setHasTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const failure = view.is === 'choosing' ? (view.problem?.failure ?? null) : null;
  const advice = useAdvice(failure);
  const isMarked = view.is === 'choosing' && view.failed !== null && view.failed === selfie;

  useEffect(() => {
    if (failure !== null) form.current?.querySelector<HTMLElement>('.slot-actions button')?.focus();
  }, [failure]);

  async function logIn(photo: File) {
    setView({ is: 'running', progress: null });
    const fetchOptions: UploadOptions = { onUploadProgress: (progress) => setView({ is: 'running', progress }) };
    try {
      const { data } = await client.mutate({
        mutation: FaceLoginDocument,
        variables: { selfie: photo },
        context: { fetchOptions },
      });
      const answer = requireAnswer(data?.faceLogin);
      if (answer.__typename === 'FaceLoginSuccess') return setView({ is: 'in', login: answer });
      const problem = { kind: 'failure', failure: answer } as const;
      const step = nextStep(answer, []);
      setView(step.do === 'retake' ? { is: 'choosing', problem, failed: photo } : { is: 'halted', problem, step });
    } catch (error) {
      const problem = toProblem(error);
      if (problem === null) return setView(choosing);
      setView({ is: 'halted', problem, step: problem.kind === 'lost' ? { do: 'again' } : { do: 'stop' } });
    }
  }

  function startOver() {
    setSelfie(null);
    setHasTried(false);
    setView(choosing);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setHasTried(true);
    if (selfie !== null && !isMarked && view.is !== 'running') void logIn(selfie);
  }

  if (view.is === 'in') return <SessionPanel login={view.login} onLogOut={startOver} />;
  if (view.is === 'halted') {
    const again = () => selfie !== null && logIn(selfie);
    const { problem, step } = view;
    return <ProblemPanel problem={problem} step={step} onAgain={again} onBack={startOver} backLabel={t.failure.back} />;
  }
  const obstacle = selfie === null ? t.verify.missing(t.photo.selfie) : isMarked ? t.verify.sameAsBefore : null;
  const isRunning = view.is === 'running';
  return (
    <form ref={form} className="narrow" onSubmit={submit} noValidate>
      <div className="page-head">
        <Heading>{t.login.title}</Heading>
        <p className="lead">{t.login.lead}</p>
      </div>
      <section className="card" aria-label={t.photo.selfie}>
        <PhotoSlot
          name={t.photo.selfie}
          longName={t.photo.selfie}
          hint={t.photo.selfieHint}
          purpose="selfie"
          art={<SelfieArt />}
          photo={selfie}
          onPhoto={setSelfie}
          isMarked={isMarked}
          advice={isMarked ? advice : null}
        />
      </section>
      {isRunning ? <SendingLine progress={view.progress} then={t.login.checking} /> : null}
      {hasTried && obstacle !== null && !isMarked ? (
        <p className="obstacle" role="alert">
          {obstacle}
        </p>
      ) : null}
      <Button type="submit" look="primary" icon={ScanFace}>
        {t.login.submit}
      </Button>
      {failure?.code === 'FACE_NOT_RECOGNIZED' ? (
        <p className="aside">
          {t.login.notMe}{' '}
          <Button look="quiet" onPress={onVerify}>
            {t.login.goVerify}
          </Button>
        </p>
      ) : null}
    </form>
  );
}
