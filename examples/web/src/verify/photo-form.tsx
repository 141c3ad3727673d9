/** Where the photos are collected, and where the advice points at the one to take again. */
import { Check } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useAdvice } from '../gateway/use-advice.ts';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { SelfieArt } from '../part/art.tsx';
import { Button } from '../part/button.tsx';
import { Heading } from '../part/heading.tsx';
import { Notice } from '../part/notice.tsx';
import { PhotoSlot } from '../photo/photo-slot.tsx';
import { DocumentCard } from './document-card.tsx';
import {
  type Draft,
  freeTypes,
  missingPhotos,
  type PhotoPath,
  withAnotherDocument,
  withoutDocument,
  withPhoto,
  withType,
} from './draft.ts';
import { photoName } from './photo-words.ts';
import { SampleStrip } from './sample-strip.tsx';
import type { Retake } from './use-verification.ts';

export interface PhotoFormProps {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  readonly hasConsent: boolean;
  readonly onConsent: (hasConsent: boolean) => void;
  readonly retake: Retake | null;
  readonly onSubmit: () => void;
}

/** Says what is missing, leads to it, and sends nothing before it is there. */
export function PhotoForm({ draft, onDraft, hasConsent, onConsent, retake, onSubmit }: PhotoFormProps) {
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

function titleOf({ photos, problem: { failure } }: Retake, { failure: texts }: Messages): string {
  if (failure.__typename === 'MissingDocumentError') return texts.missingTitle;
  return photos.length === 1 ? texts.retakeTitle : texts.retakeTitleMany;
}
