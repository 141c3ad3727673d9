/** How far a verification is: bytes on their way, then what the gateway tells of the attempt. */
import { Check, LoaderCircle } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../part/button.tsx';
import { Heading } from '../part/heading.tsx';
import { usePreview } from '../photo/use-preview.ts';
import type { Draft } from './draft.ts';
import type { VerificationProgress } from './run-verification.ts';

const stages = ['sending', 'checking', 'deciding'] as const;

export interface ProgressPanelProps {
  readonly progress: VerificationProgress;
  readonly draft: Draft;
  readonly onCancel: () => void;
}

export function ProgressPanel({ progress, draft, onCancel }: ProgressPanelProps) {
  const { t, format } = useLanguage();
  const at = stages.indexOf(progress.stage);
  const photos = [draft.selfie, ...draft.documents.flatMap(({ front, back }) => [front, back])];
  return (
    <section className="panel">
      <div className="strip" aria-hidden="true">
        {photos.map((photo, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the photos stay as they are while they are sent.
          <Thumbnail key={index} photo={photo} />
        ))}
      </div>
      <Heading takesFocus>{t.progress.title}</Heading>
      <ol className="stages">
        {stages.map((stage, index) => {
          const state = index < at ? 'done' : index === at ? 'now' : 'later';
          return (
            <li key={stage} className={`is-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              <span className="stage-sign" aria-hidden="true">
                {state === 'done' ? <Check size={18} /> : state === 'now' ? <LoaderCircle size={20} /> : null}
              </span>
              <span>
                {t.progress[stage]}
                <span className="visually-hidden">: {t.progress[state]}</span>
              </span>
              {stage === 'sending' && progress.stage === 'sending' && progress.totalBytes > 0 ? (
                <SendingBar {...progress} />
              ) : null}
            </li>
          );
        })}
      </ol>
      <p className="visually-hidden" role="status">
        {t.progress[progress.stage]}
      </p>
      <p className="panel-text">
        {progress.stage === 'deciding' && progress.isSlow ? t.progress.slow : t.progress.stay}
      </p>
      {/* Later the photos have arrived, and the check goes on with or without this page. */}
      {progress.stage === 'sending' ? <Button onPress={onCancel}>{t.progress.cancel}</Button> : null}
    </section>
  );

  function SendingBar({ sentBytes, totalBytes }: { readonly sentBytes: number; readonly totalBytes: number }) {
    const text = t.progress.sent(format.bytes(sentBytes), format.bytes(totalBytes));
    return (
      <ProgressBar
        className="bar"
        aria-label={t.progress.sending}
        value={sentBytes}
        maxValue={totalBytes}
        valueLabel={text}
      >
        {({ percentage }) => (
          <>
            <span className="bar-track">
              <span className="bar-fill" style={{ inlineSize: `${percentage ?? 0}%` }} />
            </span>
            <span className="bar-text">{text}</span>
          </>
        )}
      </ProgressBar>
    );
  }
}

function Thumbnail({ photo }: { readonly photo: File | null }) {
  const preview = usePreview(photo);
  return preview === null ? null : <img src={preview} alt="" />;
}
