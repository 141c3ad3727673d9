/** Tells how a run goes: bytes on their way out, the wait, the time until the answer, events of a subscription. */
import { element } from './element.js';
import { formatBytes, formatDuration } from './sizes.js';

/** @import { Reporter } from './send-operation.js' */

/**
 * @typedef {Reporter & { end(): void, stop(): void, fail(): void }} Run
 *
 * @typedef {object} RunStatus
 * @property {HTMLElement} element
 * @property {(kind: { hasFiles: boolean, isStream: boolean }) => Run} begin a run that began before says no more
 * @property {() => void} refuse nothing was sent
 */

/** Fast enough to look alive, slow enough to be read. */
const tickMs = 100;

/** @returns {RunStatus} */
export function createRunStatus() {
  const sentence = element('p', { class: 'run-sentence', role: 'status' });
  // Ticks ten times a second, which a screen reader must not hear.
  const clock = element('span', { class: 'run-clock', 'aria-hidden': 'true' });
  const bar = element('progress', { class: 'run-bar', 'aria-label': 'Upload', max: 1, hidden: true });
  const root = element(
    'div',
    { class: 'run-status', hidden: true },
    element('div', { class: 'run-line' }, sentence, clock),
    bar,
  );
  /** @type {Run | null} */
  let current = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;

  /**
   * @param {'busy' | 'good' | 'bad'} mood
   * @param {string} text
   */
  function say(mood, text) {
    root.hidden = false;
    root.dataset.mood = mood;
    if (sentence.textContent !== text) sentence.textContent = text;
  }

  function settle() {
    clearInterval(ticking);
    clock.textContent = '';
    bar.hidden = true;
  }

  return {
    element: root,

    refuse() {
      current = null;
      settle();
      root.hidden = true;
    },

    begin({ hasFiles, isStream }) {
      settle();
      const startedAt = performance.now();
      const elapsed = () => performance.now() - startedAt;
      let sentBytes = 0;
      let sendingTook = 0;
      let answers = 0;
      let answeredAfter = 0;
      let status = 0;

      /** @param {() => void} tell */
      const ifCurrent = (tell) => {
        if (current === run) tell();
      };
      const sent = () => (sentBytes === 0 ? '' : ` ${formatBytes(sentBytes)} sent in ${formatDuration(sendingTook)}.`);
      const events = () =>
        `${answers} ${answers === 1 ? 'event' : 'events'}, the last after ${formatDuration(answeredAfter)}.`;

      /** @type {Run} */
      const run = {
        onProgress(loaded, total) {
          sentBytes = loaded;
          ifCurrent(() => {
            bar.hidden = false;
            bar.value = total === 0 ? 0 : loaded / total;
            say('busy', `Sending ${formatBytes(loaded)} of ${formatBytes(total)}`);
          });
        },
        onSent() {
          sendingTook = elapsed();
          ifCurrent(() => {
            bar.removeAttribute('value');
            say('busy', `${formatBytes(sentBytes)} sent. Waiting for the answer`);
          });
        },
        onAnswer(httpStatus) {
          answers += 1;
          answeredAfter = elapsed();
          status = httpStatus;
          if (isStream) ifCurrent(() => say('busy', `${events()} Listening for more`));
        },
        end() {
          ifCurrent(() => {
            settle();
            if (isStream) return say('good', `${events()} The server has ended the stream.`);
            const code = status === 200 ? '' : ` HTTP ${status}.`;
            say(status === 200 ? 'good' : 'bad', `Answered after ${formatDuration(answeredAfter)}.${sent()}${code}`);
          });
        },
        stop() {
          ifCurrent(() => {
            settle();
            say('bad', `Stopped after ${formatDuration(elapsed())}.`);
          });
        },
        fail() {
          ifCurrent(() => {
            settle();
            say('bad', `Failed after ${formatDuration(elapsed())}.`);
          });
        },
      };
      current = run;
      say('busy', isStream ? 'Listening for events' : hasFiles ? 'Sending' : 'Waiting for the answer');
      ticking = setInterval(() => {
        clock.textContent = formatDuration(elapsed());
      }, tickMs);
      return run;
    },
  };
}
