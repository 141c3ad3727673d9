/** A selfie and documents in, a decision out; and all that may lie between. */
import { Check, RotateCcw, ScanFace, Sparkles } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { NextStep } from '../gateway/next-step.ts';
import { useAdvice } from '../gateway/use-advice.ts';
import { useLanguage } from '../language/language.tsx';
import { SelfieArt } from '../part/art.tsx';
import { Button } from '../part/button.tsx';
import { Heading } from '../part/heading.tsx';
import { Notice } from '../part/notice.tsx';
import { ProblemPanel } from '../part/problem-panel.tsx';
import { PhotoSlot } from '../photo/photo-slot.tsx';
import { fetchSample, type Sample, useSamples } from '../photo/samples.ts';
import { DocumentCard } from './document-card.tsx';
import {
  type Draft,
  emptyDraft,
  freeTypes,
  missingPhotos,
  type PhotoPath,
  withAnotherDocument,
  withoutDocument,
  withPhoto,
  withType,
} from './draft.ts';
import { photoName } from './photo-words.ts';
import { ProgressPanel } from './progress-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { type Retake, useVerification } from './use-verification.ts';

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

interface PhotoFormProps {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly hasConsent: boolean;
  readonly onConsent: (hasConsent: boolean) => void;
  readonly retake: Retake | null;
  readonly onSubmit: () => void;
}

function PhotoForm({ draft, onDraft, hasConsent, onConsent, retake, onSubmit }: PhotoFormProps) {
  const { t, format } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [replaced, setReplaced] = useState<readonly PhotoPath[]>([]);
  const [hasTried, setHasTried] = useState(false);
  const advice = useAdvice(retake?.problem.failure ?? null);

  // Straight to the photo that has to be taken again.
  useEffect(() => {
    if (retake === null) return;
    setReplaced([]);
    showSlot(form.current?.querySelector('[data-marked]') ?? form.current?.querySelector('[data-empty]'));
  }, [retake]);

  const missing = missingPhotos(draft);
  const marked = retake === null ? [] : retake.photos.filter((path) => !replaced.includes(path));
  // The same photos would only get the same answer: the key says whether they are still the same.
  const isSame = retake !== null && retake.key === draft.key;
  const obstacle = obstacleOf();

  function obstacleOf(): string | null {
    const names = missing.map((path) => photoName(t, draft, path));
    if (names.length > 3) return t.verify.missingMany(format.number(names.length));
    if (names.length > 0) return t.verify.missing(format.list(names));
    if (isSame) return t.verify.sameAsBefore;
    return hasConsent ? null : t.verify.consentMissing;
  }

  const canAdd = freeTypes(draft).length > 0;
  const addDocument = () => onDraft((current) => withAnotherDocument(current));

  function place(path: PhotoPath, photo: File) {
    setReplaced((paths) => [...paths, path]);
    onDraft((current) => withPhoto(current, path, photo));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setHasTried(true);
    if (obstacle === null) return onSubmit();
    if (missing.length > 0 || isSame) {
      showSlot(form.current?.querySelector(missing.length > 0 ? '[data-empty]' : '[data-marked]'));
    }
  }

  return (
    <form ref={form} className="verify" onSubmit={submit} noValidate>
      <div className="page-head">
        <Heading>{t.verify.title}</Heading>
        <p className="lead">{t.verify.lead}</p>
      </div>
      {retake === null ? <SampleStrip onDraft={onDraft} /> : null}
      {retake !== null && advice !== null ? (
        <Notice tone="bad" title={titleOf(retake, t)}>
          {/* The advice stands at the photo; here is which one. Where no photo is marked, it stands here. */}
          {retake.photos.length === 0 ? advice : format.list(retake.photos.map((path) => photoName(t, draft, path)))}
        </Notice>
      ) : null}
      <div className="cards">
        <section className="card selfie-card" aria-label={t.photo.selfie}>
          <PhotoSlot
            name={t.photo.selfie}
            longName={t.photo.selfie}
            hint={t.photo.selfieHint}
            purpose="selfie"
            art={<SelfieArt />}
            photo={draft.selfie}
            onPhoto={(photo) => place('input.selfie', photo)}
            isMarked={marked.includes('input.selfie')}
            advice={marked.includes('input.selfie') ? advice : null}
          />
        </section>
        <div className="documents">
          {draft.documents.map((document, position) => (
            <DocumentCard
              key={document.id}
              document={document}
              position={position}
              count={draft.documents.length}
              taken={draft.documents.map(({ type }) => type)}
              marked={marked}
              advice={advice}
              onType={(type) => onDraft((current) => withType(current, position, type))}
              onPhoto={place}
              onRemove={() => onDraft((current) => withoutDocument(current, position))}
              onAdd={canAdd && position === draft.documents.length - 1 ? addDocument : null}
            />
          ))}
        </div>
      </div>
      <div className="submit-bar">
        <Checkbox className="consent" isSelected={hasConsent} onChange={onConsent}>
          <span className="box" aria-hidden="true">
            <Check size={16} />
          </span>
          {t.verify.consent}
        </Checkbox>
        <div className="submit">
          <p id="obstacle" className={hasTried && obstacle !== null ? 'is-bad' : ''} role="status">
            {obstacle ?? t.verify.allThere}
          </p>
          <Button type="submit" look="primary" aria-describedby="obstacle">
            {retake === null ? t.verify.submit : t.verify.submitAgain}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** On the screen, and under the keyboard. */
function showSlot(slot: Element | null | undefined): void {
  slot?.scrollIntoView({ block: 'nearest' });
  slot?.querySelector<HTMLElement>('.slot-actions button')?.focus({ preventScroll: true });
}

function titleOf(
  { photos, problem: { failure } }: Retake,
  { failure: texts }: ReturnType<typeof useLanguage>['t'],
): string {
  if (failure.__typename === 'MissingDocumentError') return texts.missingTitle;
  return photos.length === 1 ? texts.retakeTitle : texts.retakeTitleMany;
}

/** With the sandbox alone: a whole person with one press. */
function SampleStrip({ onDraft }: Pick<PhotoFormProps, 'onDraft'>) {
  const { t } = useLanguage();
  const samples = useSamples();
  if (samples.length === 0) return null;

  async function fill(person: string) {
    const named = (part: string) => samples.find(({ name }) => name.startsWith(`${person}-${part}.`));
    const wanted = [named('selfie'), named('id-card-front'), named('id-card-back')].filter(
      (each) => each !== undefined,
    );
    const [selfie = null, front = null, back = null] = await Promise.all(
      wanted.map((sample: Sample) => fetchSample(sample)),
    );
    onDraft(() => ({ ...emptyDraft(), selfie, documents: [{ id: 0, type: 'ID_CARD', front, back }] }));
  }

  return (
    <aside className="try" aria-label={t.sandbox}>
      <Sparkles aria-hidden="true" size={20} />
      <p>
        <strong>{t.verify.tryTitle}.</strong> {t.verify.tryText}
      </p>
      <div className="try-actions">
        <Button onPress={() => fill('alex')}>{t.verify.fillWith('Alex')}</Button>
        <Button onPress={() => fill('mariam')}>{t.verify.fillWith('Mariam')}</Button>
      </div>
    </aside>
  );
}
