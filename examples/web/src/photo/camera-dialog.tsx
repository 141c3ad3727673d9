/** Takes a photo with the device's camera, shows it, and hands it on when the person likes it. The camera is off as soon as it closes. */
import { Camera, Check, RefreshCw, RotateCcw, X } from 'lucide-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import Webcam from 'react-webcam';
import { useLanguage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { Button, IconButton } from '../part/button.tsx';
import { Notice } from '../part/notice.tsx';
import { usePreview } from './use-preview.ts';

export interface CameraDialogProps {
  readonly isOpen: boolean;
  /** The camera that faces the person, shown as in a mirror. */
  readonly isSelfie: boolean;
  readonly onClose: () => void;
  readonly onPhoto: (photo: File) => void;
}

export function CameraDialog({ isOpen, isSelfie, onClose, onPhoto }: CameraDialogProps) {
  const { t } = useLanguage();
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{isSelfie ? t.camera.selfieTitle : t.camera.documentTitle}</Heading>
            <IconButton icon={X} label={t.camera.close} onPress={onClose} />
          </div>
          <Viewfinder isSelfie={isSelfie} onPhoto={onPhoto} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** High enough that `prepareImage` has something to work with; a camera that has less gives what it has. */
const wanted = { width: { ideal: 1920 }, height: { ideal: 1080 } };

function Viewfinder({ isSelfie, onPhoto }: Pick<CameraDialogProps, 'isSelfie' | 'onPhoto'>) {
  const { t } = useLanguage();
  const webcam = useRef<Webcam>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [isOn, setIsOn] = useState(false);
  const [problem, setProblem] = useState<keyof CameraProblems | null>(null);
  const [facesPerson, setFacesPerson] = useState(isSelfie);
  const [hasOther, setHasOther] = useState(false);
  const [shot, setShot] = useState<File | null>(null);
  // As the camera sees it, so that nothing is cut off and no bars are left.
  const [ratio, setRatio] = useState(4 / 3);
  const preview = usePreview(shot);

  // Browsers name cameras only once one of them is on.
  useEffect(() => {
    if (!isOn) return;
    shutter.current?.focus();
    void navigator.mediaDevices.enumerateDevices().then((devices) => {
      setHasOther(devices.filter(({ kind }) => kind === 'videoinput').length > 1);
    });
  }, [isOn]);

  const take = () =>
    webcam.current?.getCanvas()?.toBlob(
      (blob) => {
        if (blob !== null) setShot(new File([blob], isSelfie ? 'selfie.jpg' : 'document.jpg', { type: blob.type }));
      },
      'image/jpeg',
      0.95,
    );

  // Another stream begins, and there is nothing to take until it shows something.
  function takeAgain() {
    setIsOn(false);
    setShot(null);
  }
  function switchCamera() {
    setIsOn(false);
    setFacesPerson((faces) => !faces);
  }

  if (shot !== null && preview !== null) {
    return (
      <>
        <div className="camera-picture" style={shapeOf(ratio)}>
          <img className={facesPerson ? 'is-mirrored' : ''} src={preview} alt={t.camera.shot} />
        </div>
        <div className="camera-actions">
          <Button icon={RotateCcw} onPress={takeAgain}>
            {t.camera.again}
          </Button>
          <Button look="primary" icon={Check} autoFocus onPress={() => onPhoto(shot)}>
            {t.camera.use}
          </Button>
        </div>
      </>
    );
  }
  if (problem !== null) return <Notice tone="bad">{t.camera[problem]}</Notice>;
  return (
    <>
      <div className={isSelfie ? 'camera-picture is-selfie' : 'camera-picture is-document'} style={shapeOf(ratio)}>
        {/* Mirrored on the screen alone: the photo itself is sent as others see it. */}
        <Webcam
          ref={webcam}
          className={facesPerson ? 'is-mirrored' : ''}
          audio={false}
          forceScreenshotSourceSize
          videoConstraints={{ facingMode: facesPerson ? 'user' : 'environment', ...wanted }}
          aria-label={t.camera.picture}
          onLoadedData={({ currentTarget: { videoWidth, videoHeight } }) => {
            setRatio(videoWidth / videoHeight);
            setIsOn(true);
          }}
          onUserMediaError={(error) => setProblem(problemOf(error))}
        />
        {isOn ? null : <p className="camera-starting">{t.camera.starting}</p>}
      </div>
      <p className="camera-tip">{isSelfie ? t.camera.selfieTip : t.camera.documentTip}</p>
      <div className="camera-actions">
        {hasOther ? (
          <Button icon={RefreshCw} onPress={switchCamera}>
            {t.camera.switch}
          </Button>
        ) : null}
        <Button ref={shutter} look="primary" icon={Camera} isDisabled={!isOn} onPress={take}>
          {t.camera.shutter}
        </Button>
      </div>
    </>
  );
}

function shapeOf(ratio: number): CSSProperties {
  return { ['--ratio' as string]: ratio };
}

type CameraProblems = Pick<Messages['camera'], 'notAllowed' | 'notFound' | 'busy' | 'insecure' | 'failed'>;

function problemOf(error: string | DOMException): keyof CameraProblems {
  if (!window.isSecureContext) return 'insecure';
  switch (typeof error === 'string' ? error : error.name) {
    case 'NotAllowedError':
      return 'notAllowed';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'notFound';
    case 'NotReadableError':
      return 'busy';
    default:
      return 'failed';
  }
}
