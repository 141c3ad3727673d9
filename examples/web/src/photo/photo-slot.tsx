/** The place of one photo: taken, chosen, dropped, pasted or a sample; prepared; shown; and marked when it has to be taken again. */
import { Camera, CircleAlert, FolderOpen, Images, RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { type DropItem, DropZone, FileTrigger, Text } from 'react-aria-components';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../part/button.tsx';
import { prepareImage, UnreadableImageError } from '../prepare-image.ts';
import { CameraDialog } from './camera-dialog.tsx';
import { SampleDialog } from './sample-dialog.tsx';
import { fetchSample, type SamplePurpose, useSamples } from './samples.ts';
import { usePreview } from './use-preview.ts';

export interface PhotoSlotProps {
  /** What belongs here, e.g. “Front”. */
  readonly name: string;
  /** The same for those who do not see where it stands, e.g. “Passport, page with your picture”. */
  readonly longName: string;
  readonly hint: string;
  readonly purpose: SamplePurpose;
  /** What is drawn while it is empty. */
  readonly art: ReactNode;
  readonly photo: File | null;
  readonly onPhoto: (photo: File) => void;
  /** It has to be taken again. */
  readonly isMarked: boolean;
  /** Said of this very photo. */
  readonly advice?: string | null;
}

export function PhotoSlot(props: PhotoSlotProps) {
  const { name, longName, hint, purpose, art, photo, isMarked, advice = null } = props;
  const { t, format } = useLanguage();
  const hasSamples = useSamples().length > 0;
  const [dialog, setDialog] = useState<'camera' | 'samples' | null>(null);
  const [isPreparing, setIsPreparing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [note, setNote] = useState<{ readonly of: File; readonly text: string } | null>(null);
  const preview = usePreview(photo);
  const nameId = useId();
  const textId = useId();

  async function use(load: () => Promise<File> | File) {
    setDialog(null);
    setIsPreparing(true);
    setProblem(null);
    try {
      const original = await load();
      const prepared = await prepareImage(original);
      if (prepared !== original) {
        setNote({ of: prepared, text: t.photo.madeSmaller(format.bytes(original.size), format.bytes(prepared.size)) });
      }
      props.onPhoto(prepared);
    } catch (error) {
      const isHeic = error instanceof UnreadableImageError && error.format === 'heic';
      setProblem(isHeic ? t.photo.unreadableHeic : t.photo.unreadable);
    } finally {
      setIsPreparing(false);
    }
  }

  function choose(files: FileList | null) {
    const file = files?.[0];
    if (file !== undefined) void use(() => file);
  }

  function drop(items: readonly DropItem[]) {
    const file = items.find((item) => item.kind === 'file');
    if (file?.kind === 'file') void use(() => file.getFile());
  }

  const isSelfie = purpose === 'selfie';
  const bad = problem ?? advice;
  return (
    <section
      className={`slot ${isSelfie ? 'is-selfie' : 'is-document'} ${isMarked ? 'is-marked' : ''}`}
      data-marked={isMarked || undefined}
      data-empty={photo === null || undefined}
      aria-labelledby={nameId}
    >
      <DropZone className="frame" aria-label={t.photo.drop(longName)} onDrop={({ items }) => drop(items)}>
        {({ isDropTarget }) => (
          <>
            {preview === null ? art : <img className="photo" src={preview} alt={t.photo.preview(longName)} />}
            {isDropTarget ? <Text className="frame-message">{t.photo.dropNow}</Text> : null}
            {isPreparing ? <span className="frame-message">{t.photo.preparing}</span> : null}
            {isMarked ? <span className="mark">{t.photo.needsRetake}</span> : null}
          </>
        )}
      </DropZone>
      <div className="slot-head">
        <h3 id={nameId}>
          {name}
          {name === longName ? null : <span className="visually-hidden">: {longName}</span>}
        </h3>
        {hasSamples ? (
          <Button
            look="quiet"
            icon={Images}
            aria-label={`${t.photo.sample}: ${longName}`}
            onPress={() => setDialog('samples')}
          >
            {t.photo.sample}
          </Button>
        ) : null}
      </div>
      <div id={textId} aria-live="polite">
        {bad === null ? (
          <p className="slot-hint">{note !== null && note.of === photo ? note.text : hint}</p>
        ) : (
          <p className="slot-bad">
            <CircleAlert aria-hidden="true" size={18} />
            {bad}
          </p>
        )}
      </div>
      <div className="slot-actions">
        <Button
          look={isMarked ? 'primary' : photo === null ? 'tinted' : 'plain'}
          icon={photo === null ? Camera : RotateCcw}
          aria-label={`${photo === null ? t.photo.take : t.photo.takeAgain}: ${longName}`}
          aria-describedby={textId}
          onPress={() => setDialog('camera')}
        >
          {photo === null ? t.photo.take : t.photo.takeAgain}
        </Button>
        <FileTrigger acceptedFileTypes={['image/*']} onSelect={choose}>
          <Button
            icon={FolderOpen}
            aria-label={`${photo === null ? t.photo.choose : t.photo.chooseAnother}: ${longName}`}
          >
            {photo === null ? t.photo.choose : t.photo.chooseAnother}
          </Button>
        </FileTrigger>
      </div>
      <CameraDialog
        isOpen={dialog === 'camera'}
        isSelfie={isSelfie}
        onClose={() => setDialog(null)}
        onPhoto={(shot) => use(() => shot)}
      />
      <SampleDialog
        isOpen={dialog === 'samples'}
        purpose={purpose}
        onClose={() => setDialog(null)}
        onChoose={(sample) => use(() => fetchSample(sample))}
      />
    </section>
  );
}
