/** One document: which it is, its photos, and what was said of it. */
import { Plus, Trash2 } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useLanguage } from '../language/language.tsx';
import { DocumentArt } from '../part/art.tsx';
import { Button, IconButton } from '../part/button.tsx';
import { Notice } from '../part/notice.tsx';
import { PhotoSlot } from '../photo/photo-slot.tsx';
import { type DocumentDraft, documentTypes, hasBack, type PhotoPath, type SentDocumentType } from './draft.ts';
import { sideName } from './photo-words.ts';

export interface DocumentCardProps {
  readonly document: DocumentDraft;
  readonly position: number;
  readonly count: number;
  /** Types that other documents have: each can be sent once. */
  readonly taken: readonly SentDocumentType[];
  /** Photos to be taken again. */
  readonly marked: readonly PhotoPath[];
  /** What the gateway advises, where it is about this document. */
  readonly advice: string | null;
  readonly onType: (type: SentDocumentType) => void;
  readonly onPhoto: (path: PhotoPath, photo: File) => void;
  readonly onRemove: () => void;
  /** Null where there is no room for another one. */
  readonly onAdd: (() => void) | null;
}

export function DocumentCard(props: DocumentCardProps) {
  const { document, position, count, taken, marked, advice, onPhoto } = props;
  const { t, format } = useLanguage();
  const { type } = document;
  const title = count === 1 ? t.document.title : t.document.nth(format.number(position + 1));
  const sides = hasBack(type) ? (['front', 'back'] as const) : (['front'] as const);
  const paths = sides.map((side) => `input.documents.${position}.${side}` as const);
  // Said once for the document where both its photos are meant, else at the photo.
  const isAboutAll = advice !== null && paths.length > 1 && paths.every((path) => marked.includes(path));

  return (
    <section className="card" aria-label={title}>
      <div className="card-head">
        <h2>{title}</h2>
        {props.onAdd === null ? null : (
          <Button look="quiet" icon={Plus} aria-label={t.document.addLong} onPress={props.onAdd}>
            {t.document.add}
          </Button>
        )}
        {count > 1 ? <IconButton icon={Trash2} label={t.document.remove(title)} onPress={props.onRemove} /> : null}
      </div>
      <RadioGroup
        className="types"
        value={type}
        orientation="horizontal"
        onChange={(value) => pick(value, props.onType)}
      >
        <Label className="visually-hidden">{t.document.type}</Label>
        {documentTypes.map((each) => (
          <Radio key={each} value={each} className="type" isDisabled={each !== type && taken.includes(each)}>
            {t.document.types[each]}
          </Radio>
        ))}
      </RadioGroup>
      {isAboutAll ? <Notice tone="bad">{advice}</Notice> : null}
      <div className={`sides has-${sides.length}`}>
        {sides.map((side, index) => {
          const path = `input.documents.${position}.${side}` as const;
          const name = sideName(t, type, side);
          const isMarked = marked.includes(path);
          return (
            <PhotoSlot
              key={side}
              name={name}
              longName={t.photo.of(name, t.document.types[type])}
              hint={hintOf(type, side)}
              purpose={{ type, side }}
              art={<DocumentArt type={type} side={side} />}
              photo={document[side]}
              onPhoto={(photo) => onPhoto(path, photo)}
              isMarked={isMarked}
              advice={
                isMarked && !isAboutAll && index === sides.findIndex((each) => marked.includes(pathOf(each)))
                  ? advice
                  : null
              }
            />
          );
        })}
      </div>
    </section>
  );

  function pathOf(side: 'front' | 'back') {
    return `input.documents.${position}.${side}` as const;
  }

  function hintOf(of: SentDocumentType, side: 'front' | 'back') {
    if (of === 'PASSPORT') return t.photo.passportHint;
    return side === 'front' ? t.photo.frontHint : t.photo.backHint;
  }
}

/** The group's values are texts; this one can only be a type of ours. */
function pick(value: string, onType: (type: SentDocumentType) => void): void {
  const type = documentTypes.find((each) => each === value);
  if (type !== undefined) onType(type);
}
