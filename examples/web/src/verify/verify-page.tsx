/** A selfie and documents in, a decision out; and all that may lie between. */
import { RotateCcw, ScanFace } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { NextStep } from '../gateway/next-step.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../part/button.tsx';
import { ProblemPanel } from '../part/problem-panel.tsx';
import { type Draft, emptyDraft, withAnotherDocument } from './draft.ts';
import { PhotoForm } from './photo-form.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { useVerification } from './use-verification.ts';

export function VerifyPage({ onLogin }: { readonly onLogin: () => void }) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState(emptyDraft);
  const [hasConsent, setHasConsent] = useState(false);
  const addMissing = useCallback((step: Extract<NextStep, { do: 'retake' }>) => {
    setDraft((current) => step.add.reduce<Draft>(withAnotherDocument, current));
  }, []);
  const { view, run, backToPhotos } = useVerification(addMissing);

  const startOver = () => {
    setDraft(emptyDraft());
    backToPhotos();
  };
  const otherDocument = () => {
    setDraft((current) => ({ ...emptyDraft(), selfie: current.selfie }));
    backToPhotos();
  };

  switch (view.is) {
    case 'running':
      return <ProgressPanel progress={view.progress} draft={draft} onCancel={backToPhotos} />;
    case 'decided':
      return (
        <ResultPanel attempt={view.attempt}>
          {view.attempt.decision === 'ACCEPTED' ? (
            <Button look="primary" icon={ScanFace} onPress={onLogin}>
              {t.result.login}
            </Button>
          ) : null}
          {view.attempt.decision === 'DECLINED' ? (
            <Button look="primary" icon={RotateCcw} onPress={otherDocument}>
              {t.result.tryOther}
            </Button>
          ) : null}
          <Button onPress={startOver}>{t.result.restart}</Button>
        </ResultPanel>
      );
    case 'halted': {
      const isOfDocument =
        view.problem.kind === 'failure' && view.problem.failure.__typename === 'DocumentRejectedError';
      return (
        <ProblemPanel
          problem={view.problem}
          step={view.step}
          onAgain={() => run(draft)}
          onBack={isOfDocument ? otherDocument : backToPhotos}
          backLabel={isOfDocument ? t.failure.otherDocument : t.failure.back}
        />
      );
    }
    default:
      return (
        <PhotoForm
          draft={draft}
          onDraft={setDraft}
          hasConsent={hasConsent}
          onConsent={setHasConsent}
          retake={view.retake}
          onSubmit={() => run(draft)}
        />
      );
  }
}
