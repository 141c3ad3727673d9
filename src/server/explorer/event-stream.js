/** Reads server-sent events out of a text that arrives in pieces. Pure. https://html.spec.whatwg.org/#event-stream-interpretation */

/**
 * @typedef {object} StreamEvent
 * @property {string} event
 * @property {string} data
 */

/**
 * @param {(event: StreamEvent) => void} onEvent
 * @returns {(text: string) => void} takes the next piece, which may end anywhere
 */
export function createEventReader(onEvent) {
  let rest = '';
  let event = '';
  /** @type {string[]} */
  let data = [];

  return (text) => {
    rest += text;
    // A carriage return at the very end may be half of a line break: it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) readLine(line);
  };

  /** @param {string} line */
  function readLine(line) {
    if (line === '') {
      if (data.length > 0) onEvent({ event: event || 'message', data: data.join('\n') });
      else if (event !== '') onEvent({ event, data: '' });
      event = '';
      data = [];
      return;
    }
    const [, field = '', value = ''] = /^([^:]*)(?::\s?(.*))?$/.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
}
