/** A choice of sample photos, for one place. With the sandbox alone. */
import { X } from 'lucide-react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useLanguage } from '../language/language.tsx';
import { IconButton } from '../part/button.tsx';
import { groupSamples, type Sample, type SamplePurpose, useSamples } from './samples.ts';

export interface SampleDialogProps {
  readonly isOpen: boolean;
  readonly purpose: SamplePurpose;
  readonly onClose: () => void;
  readonly onChoose: (sample: Sample) => void;
}

export function SampleDialog({ isOpen, purpose, onClose, onChoose }: SampleDialogProps) {
  const { t } = useLanguage();
  const { good, bad, other } = groupSamples(useSamples(), purpose);
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="modal is-wide">
        <Dialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{t.samples.title}</Heading>
            <IconButton icon={X} label={t.camera.close} onPress={onClose} />
          </div>
          <p className="dialog-lead">{t.samples.lead}</p>
          {good.length + bad.length + other.length === 0 ? <p>{t.samples.none}</p> : null}
          <SampleGroup title={t.samples.good} samples={good} onChoose={onChoose} />
          <SampleGroup title={t.samples.bad} samples={bad} onChoose={onChoose} />
          <SampleGroup title={t.samples.other} samples={other} onChoose={onChoose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface SampleGroupProps {
  readonly title: string;
  readonly samples: readonly Sample[];
  readonly onChoose: (sample: Sample) => void;
}

function SampleGroup({ title, samples, onChoose }: SampleGroupProps) {
  if (samples.length === 0) return null;
  return (
    <section className="sample-group">
      <h3>{title}</h3>
      {/* The names are those of the files, which are English. */}
      <ul lang="en" dir="ltr">
        {samples.map((sample) => (
          <li key={sample.name}>
            <button type="button" className="sample" onClick={() => onChoose(sample)}>
              <img src={sample.url} alt="" loading="lazy" />
              <span>{sample.caption}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
