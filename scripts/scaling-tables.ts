/** The tables of docs/scaling.md, from what the bench has measured (bench/results). Pure: what is not there, or was not measured, is a dash. */
import { z } from 'zod';

/** Gives the text of a file of bench/results, or null where there is none. */
export type ReadResult = (file: string) => string | null;

/** The bench writes "NaN" for what says nothing. */
const figure = z.union([z.number(), z.literal('NaN').transform(() => Number.NaN)]).optional();
const load = { p50Ms: figure, cpuMsPerRequest: figure, perSecond: figure };
const uploads = z.object({
  ...load,
  contender: z.string(),
  cell: z.object({ fileMb: z.number(), connections: z.number(), delayMs: z.number() }),
});
const rows = z.object({ ...load, rows: z.number(), question: z.string() });
const subscribers = z.object({ subscribers: z.number(), cpuUsPerMessage: figure, kilobytesPerSubscriber: figure });
const start = z.object({ mode: z.string(), readyMs: figure, restMb: figure });
const processes = z.object({ ...load, work: z.string(), processes: z.number() });
const rowsFile = z.object({ fileMb: figure });

const million = 1_000_000;
/** What docs/scaling.md assumes: a day has its busy hours, Faceki takes its time, and FACEKI_MAX_CONCURRENT is as it comes. */
const peakOverAverage = 5;
const answerSeconds = 5;
const slots = 32;
/** Three photographs: of a phone as they come, and as prepareImage of the web example makes them (1920 pixels). */
const sizes = [
  { photos: '3 × 2 MB, as phones take them', fileMb: 2 },
  { photos: '3 × 0.2 MB, small ones', fileMb: 0.2 },
] as const;

/**
 * @throws {Error} for a file that is there and cannot be understood: then a name has changed on one side
 */
export function scalingTables(read: ReadResult): Readonly<Record<'growth' | 'million' | 'volumes', string>> {
  const upload = (fileMb: number) =>
    listIn(read, 'uploads.json', uploads).find(
      ({ contender, cell }) =>
        contender === 'gateway' && cell.fileMb === fileMb && cell.connections === 8 && cell.delayMs === 0,
    );
  const ledger = listIn(read, 'rows.json', rows);
  const most = Math.max(0, ...ledger.map((row) => row.rows));
  const page = (question: string) =>
    ledger.find((row) => row.rows === most && row.question === question)?.cpuMsPerRequest;
  const bytesPerAttempt = (objectIn(read, 'rows.json', rowsFile)?.fileMb ?? Number.NaN) * (million / most);
  const crowd = listIn(read, 'subscribers.json', subscribers).at(-1);
  const started = listIn(read, 'start.json', start).find(({ mode }) => mode === 'real account');
  const pairs = listIn(read, 'two.json', processes);
  const gains = [...new Set(pairs.map(({ work }) => work))].map((work) => {
    const of = (count: number) => pairs.find((pair) => pair.work === work && pair.processes === count)?.perSecond;
    return (of(2) ?? Number.NaN) / (of(1) ?? Number.NaN);
  });

  const growth = table(
    ['grows with', 'what it costs', 'measured', 'suite'],
    [
      [
        'a process at rest',
        'memory, until work comes',
        `${show(started?.restMb)} MB, ready in ${show(started?.readyMs)} ms`,
        'start',
      ],
      [
        'bytes of photos',
        'processor, once in and once out',
        `${show(perMegabyte(upload(2)?.cpuMsPerRequest))} ms of it a megabyte`,
        'uploads',
      ],
      [
        'rows in the ledger',
        'nothing: a page of 50 is one walk along one index',
        `${show(page('first page'))} ms of processor for the first page of ${most.toLocaleString('en')} rows, ${show(page('last page'))} ms for the last`,
        'rows',
      ],
      [
        'users asked about',
        'one statement for all of a batch',
        `${show(page('standings of 100 users'))} ms of processor for 100 users among as many rows`,
        'rows',
      ],
      ['rows kept', 'disk', `${show(bytesPerAttempt)} bytes an attempt, with its events and indexes`, 'rows'],
      [
        'subscribers',
        'memory of a connection; processor for each message',
        `${show(crowd?.kilobytesPerSubscriber)} KB each, ${show(crowd?.cpuUsPerMessage)} µs a message`,
        'subscribers',
      ],
      [
        'processes',
        'nothing that they share but PostgreSQL',
        `two carry ${show(Math.min(...gains))} to ${show(Math.max(...gains))} times as much as one`,
        'two',
      ],
    ],
  );
  const cost = table(
    ['a million verifications of', 'core-hours here', 'terabytes in, and out to Faceki', 'ledger'],
    sizes.map(({ photos, fileMb }) => [
      photos,
      show(((upload(fileMb)?.cpuMsPerRequest ?? Number.NaN) * million) / 3_600_000),
      show((3 * fileMb * million) / 1e6),
      `${show((bytesPerAttempt * million) / 1e9)} GB`,
    ]),
  );
  const cpuMs = upload(2)?.cpuMsPerRequest ?? Number.NaN;
  const volumes = table(
    [
      'verifications a day',
      'at the peak',
      'under way at Faceki',
      'processes, for their slots',
      'cores, for the photos',
      'network, each way',
      'ledger, a year',
    ],
    [10_000, million, 10 * million].map((daily) => {
      const peak = (daily / 86_400) * peakOverAverage;
      return [
        daily.toLocaleString('en'),
        `${show(peak)} a second`,
        show(peak * answerSeconds),
        show(Math.max(2, Math.ceil((peak * answerSeconds) / slots))),
        show((peak * cpuMs) / 1_000),
        `${show((peak * 3 * 2 * 8) / 1_000)} Gbit/s`,
        `${show((daily * 365 * bytesPerAttempt) / 1e9)} GB`,
      ];
    }),
  );
  return { growth, million: cost, volumes };
}

function perMegabyte(cpuMs: number | undefined): number {
  return (cpuMs ?? Number.NaN) / 6;
}

/** The list of a suite's results, wherever in the file it stands under that name. */
function listIn<Row extends z.ZodType>(read: ReadResult, file: string, row: Row): readonly z.infer<Row>[] {
  let json: unknown = parse(read, file);
  while (json !== null && typeof json === 'object' && 'results' in json) json = json.results;
  if (json === null) return [];
  const list = z.array(row).safeParse(json);
  if (!list.success) throw new Error(`bench/results/${file}: ${z.prettifyError(list.error)}`);
  return list.data;
}

/** The object that holds the list. */
function objectIn<Shape extends z.ZodType>(read: ReadResult, file: string, shape: Shape): z.infer<Shape> | null {
  let holder: unknown = null;
  let json: unknown = parse(read, file);
  while (json !== null && typeof json === 'object' && 'results' in json) {
    holder = json;
    json = json.results;
  }
  return holder === null ? null : shape.parse(holder);
}

function parse(read: ReadResult, file: string): unknown {
  const text = read(file);
  return text === null ? null : JSON.parse(text);
}

/** Two digits that carry something; a dash for what is not known. */
function show(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return Number(value.toPrecision(2)).toLocaleString('en');
}

function table(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
