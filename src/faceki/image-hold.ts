/** How long the images of one call are kept: until the answer begins, or a while after the last byte, in case of a 401 (design section 3). */
import type { Image } from '#domain/image.ts';

export interface ImageHold {
  /** True while the same bytes can be sent again. */
  readonly isHeld: boolean;
  readonly onSent: () => void;
  readonly onAnswer: (status: number) => void;
  /** After the repetition there will be no other: its bytes are not needed once they are sent. */
  keepOnlyUntilSent(): void;
  release(): void;
}

export function holdImages(images: readonly Image[], holdMs: number): ImageHold {
  let isHeld = true;
  let isSent = false;
  let timer: NodeJS.Timeout | undefined;
  let remainingMs = holdMs;

  function release(): void {
    clearTimeout(timer);
    // A call without images can always be repeated.
    if (images.length === 0) return;
    isHeld = false;
    for (const image of images) image.release();
  }

  return {
    get isHeld() {
      return isHeld;
    },
    onSent() {
      isSent = true;
      if (remainingMs === 0) release();
      else timer = setTimeout(release, remainingMs);
    },
    onAnswer(status) {
      clearTimeout(timer);
      // An answer may come before everything was sent; then the bytes are still being read, and go when the call is over.
      if (status !== 401 && isSent) release();
    },
    keepOnlyUntilSent() {
      isSent = false;
      remainingMs = 0;
    },
    release,
  };
}
