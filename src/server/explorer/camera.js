/** Takes a photo with the device's camera, in a dialog of its own. The stream ends with the dialog, whatever happens. */
import { element } from './element.js';

/**
 * @typedef {object} Shot
 * @property {string} name of the file to be
 * @property {boolean} isSelfie the camera that faces the person, shown as in a mirror
 */

/** The quality at which a document's small print stays readable, at a third of the bytes of 1.0. */
const jpegQuality = 0.92;

/**
 * @param {HTMLElement} parent where the dialog lives, so that it takes the colours of the page around it
 * @param {Shot} shot
 * @returns {Promise<File | null>} null when the person closed the dialog
 */
export function takePhoto(parent, { name, isSelfie }) {
  const video = element('video', { autoplay: true, playsinline: true, 'aria-label': 'Camera picture' });
  video.muted = true;
  video.classList.toggle('is-mirrored', isSelfie);
  const problem = element('p', { class: 'camera-problem', role: 'alert', hidden: true });
  const shutter = element(
    'button',
    { type: 'button', class: 'explorer-button is-primary', disabled: true },
    'Take photo',
  );
  const cancel = element('button', { type: 'button', class: 'explorer-button' }, 'Cancel');
  const title = isSelfie ? 'Take a selfie' : 'Photograph the document';
  const dialog = element(
    'dialog',
    { class: 'camera', 'aria-label': title },
    element('h2', {}, title),
    element('div', { class: isSelfie ? 'camera-picture is-selfie' : 'camera-picture' }, video),
    problem,
    element('div', { class: 'camera-actions' }, cancel, shutter),
  );
  parent.append(dialog);
  dialog.showModal();

  return new Promise((resolve) => {
    /** @type {File | null} */
    let photo = null;
    /** @type {MediaStream | null} */
    let stream = null;

    cancel.addEventListener('click', () => dialog.close());
    // Escape, Cancel and a taken photo all end here.
    dialog.addEventListener('close', () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      dialog.remove();
      resolve(photo);
    });
    shutter.addEventListener('click', async () => {
      shutter.disabled = true;
      photo = await grab(video, name);
      dialog.close();
    });

    openCamera(isSelfie).then(
      (opened) => {
        stream = opened;
        // The person may have closed the dialog while the browser was asking.
        if (!dialog.open) for (const track of opened.getTracks()) track.stop();
        video.srcObject = opened;
        video.addEventListener('loadeddata', () => {
          shutter.disabled = false;
          shutter.focus();
        });
      },
      (/** @type {unknown} */ error) => {
        problem.textContent = sayProblem(error);
        problem.hidden = false;
        video.hidden = true;
      },
    );
  });
}

/**
 * @param {boolean} isSelfie
 * @returns {Promise<MediaStream>}
 */
async function openCamera(isSelfie) {
  // Absent on pages that are neither https nor localhost, whatever the types say.
  /** @type {MediaDevices | undefined} */
  const devices = navigator.mediaDevices;
  if (devices === undefined) throw new DOMException('No secure context.', 'SecurityError');
  const facingMode = isSelfie ? 'user' : 'environment';
  return devices.getUserMedia({ audio: false, video: { facingMode, width: { ideal: 1920 }, height: { ideal: 1080 } } });
}

/**
 * @param {HTMLVideoElement} video
 * @param {string} name
 * @returns {Promise<File | null>}
 */
async function grab(video, name) {
  const canvas = element('canvas', { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', jpegQuality));
  return blob === null ? null : new File([blob], name, { type: blob.type });
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function sayProblem(error) {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return 'The browser may not use the camera. Allow it for this page in the address bar, then try again.';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'No camera was found on this device. Choose a file instead.';
    case 'NotReadableError':
      return 'Another program is using the camera. Close it, then try again.';
    case 'SecurityError':
      return 'Browsers open cameras on https and localhost pages only. Choose a file instead.';
    default:
      return 'The camera did not start. Choose a file instead.';
  }
}
