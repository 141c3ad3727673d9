/** Draws an identity document of an invented person and photographs it on a desk. Utopia's, and stamped SPECIMEN, so that it can fool nobody. */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { mrzOf } from '../../src/sandbox/mrz.ts';
import { type DocumentKind, fullNameOf, type Person } from '../../src/sandbox/people.ts';
import { documentHeight, documentWidth, drawDesk, drawGlare, drawMonitor, drawScreenLines } from './desk.ts';
import { drawPerson, fade, type Look } from './face.ts';
import { letter } from './lettering.ts';
import { blurred, drawVignette } from './photo.ts';
import { createRandom } from './random.ts';

export interface DocumentOptions {
  readonly person: Person;
  readonly look: Look;
  readonly kind: DocumentKind;
  readonly side: 'front' | 'back';
  /** What is wrong with the photo or the document. */
  readonly flaw?: 'glare' | 'blurred' | 'expired' | 'no-expiry' | 'screen' | 'torn' | 'stamped';
  /** Words stamped across, for `stamped`. */
  readonly stamp?: string;
}

const card = { width: 1010, height: 637 };

const themes = {
  'id-card': { title: 'IDENTITY CARD', paper: '#eaf1ea', ink: '#24594a', band: '#2f7d66', pattern: '#7fb3a0' },
  passport: { title: 'PASSPORT', paper: '#f1ecf4', ink: '#4a2a63', band: '#5d3a7c', pattern: '#b59ccb' },
  'driving-licence': {
    title: 'DRIVING LICENCE',
    paper: '#fbeef0',
    ink: '#7a2c41',
    band: '#b34a63',
    pattern: '#dda0af',
  },
} as const;

/** The picture, before grain and compression. */
export function drawDocument(options: DocumentOptions): Canvas {
  const canvas = createCanvas(documentWidth, documentHeight);
  const pen = canvas.getContext('2d');
  drawDesk(pen);
  if (options.flaw === 'screen') drawMonitor(pen);
  pen.save();
  pen.translate(documentWidth / 2, documentHeight / 2);
  pen.rotate(options.side === 'front' ? -0.018 : 0.014);
  pen.shadowColor = options.flaw === 'screen' ? 'rgba(0,0,0,0)' : 'rgba(20,12,4,.5)';
  pen.shadowBlur = 34;
  pen.shadowOffsetY = 12;
  pen.translate(-card.width / 2, -card.height / 2);
  pen.fillStyle = themes[options.kind].paper;
  outline(pen, options);
  pen.fill();
  pen.shadowColor = 'rgba(0,0,0,0)';
  pen.clip();
  drawCard(pen, options);
  pen.restore();
  if (options.flaw === 'glare') drawGlare(pen);
  if (options.flaw === 'screen') drawScreenLines(pen);
  drawVignette(pen, documentWidth, documentHeight);
  return options.flaw === 'blurred' ? blurred(canvas, 11) : canvas;
}

function outline(pen: SKRSContext2D, { flaw }: DocumentOptions): void {
  pen.beginPath();
  if (flaw !== 'torn') {
    pen.roundRect(0, 0, card.width, card.height, 34);
    return;
  }
  pen.moveTo(0, 0);
  pen.lineTo(card.width * 0.7, 0);
  const random = createRandom(5);
  for (let step = 0; step <= 14; step += 1)
    pen.lineTo(card.width * (0.7 - step * 0.012) + random() * 34, (card.height * step) / 14);
  pen.lineTo(0, card.height);
  pen.closePath();
}

function drawCard(pen: SKRSContext2D, options: DocumentOptions): void {
  const theme = themes[options.kind];
  drawGuilloche(pen, theme.pattern);
  if (options.side === 'back') drawBack(pen, options);
  else drawFront(pen, options);
  pen.save();
  pen.translate(card.width / 2, card.height / 2 + 30);
  pen.rotate(-0.36);
  letter(pen, 'SPECIMEN', 0, 40, {
    height: 92,
    colour: fade(theme.ink, 0.2),
    weight: 0.16,
    align: 'center',
    spacing: 0.36,
  });
  pen.restore();
  if (options.stamp === undefined) return;
  pen.save();
  pen.translate(card.width * 0.62, card.height * 0.885);
  pen.rotate(-0.14);
  const width = letter(pen, options.stamp, 0, 22, { height: 44, colour: '#b3261edd', weight: 0.17, align: 'center' });
  pen.strokeStyle = '#b3261edd';
  pen.lineWidth = 8;
  pen.strokeRect(-width / 2 - 30, -54, width + 60, 108);
  pen.restore();
}

function drawFront(pen: SKRSContext2D, options: DocumentOptions): void {
  const { person, kind, flaw } = options;
  const theme = themes[kind];
  pen.fillStyle = theme.band;
  pen.fillRect(0, 0, card.width, 96);
  drawEmblem(pen, 64, 48);
  letter(pen, 'REPUBLIC OF UTOPIA', 120, 44, { height: 22, colour: '#ffffffdd' });
  letter(pen, theme.title, 120, 80, { height: 26, colour: '#ffffff', weight: 0.17 });
  letter(pen, 'UTO', card.width - 120, 66, { height: 34, colour: '#ffffffcc', weight: 0.16 });
  drawPortrait(pen, options.look, 44, 138, 256, 330, 1);
  pen.globalAlpha = 0.28;
  drawPortrait(pen, options.look, card.width - 170, 330, 126, 160, 0.5);
  pen.globalAlpha = 1;
  const expiry = flaw === 'expired' ? '31.01.2019' : dotted(person.expiresOn);
  const rows: [string, string][] = [
    ['SURNAME', person.lastName],
    ['GIVEN NAMES', fullNameOf(person).replace(` ${person.lastName}`, '')],
    ['DATE OF BIRTH', dotted(person.bornOn)],
    ['DOCUMENT NO.', person.numbers[kind]],
    ['DATE OF EXPIRY', flaw === 'no-expiry' ? '' : expiry],
  ];
  for (const [index, [label, value]] of rows.entries()) {
    const y = 152 + index * 76;
    letter(pen, label, 330, y, { height: 13, colour: fade(theme.ink, 0.75), spacing: 0.26 });
    const isExpired = label === 'DATE OF EXPIRY' && flaw === 'expired';
    letter(pen, value, 330, y + 38, { height: 26, colour: isExpired ? '#b3261e' : '#1c2230', weight: 0.15 });
  }
  if (flaw === 'no-expiry') drawSmudge(pen, 325, 466);
  letter(pen, 'SEX', 770, 304, { height: 13, colour: fade(theme.ink, 0.75) });
  letter(pen, person.sex, 770, 342, { height: 26, colour: '#1c2230', weight: 0.15 });
  drawSignature(pen, person, kind === 'passport' ? 610 : 60, kind === 'passport' ? 496 : 556);
  drawMrz(pen, kind === 'passport' ? mrzOf(person, kind) : [], 528);
  if (kind === 'driving-licence') letter(pen, 'CLASS B', 790, 596, { height: 28, colour: theme.ink, weight: 0.16 });
  if (kind === 'id-card') drawChip(pen, 810, 150);
}

function drawBack(pen: SKRSContext2D, options: DocumentOptions): void {
  const { person, kind } = options;
  const theme = themes[kind];
  pen.fillStyle = fade(theme.ink, 0.88);
  pen.fillRect(0, 44, card.width, 84);
  letter(pen, 'THIS IS A SAMPLE. IT IS NOT A DOCUMENT.', 52, 178, { height: 17, colour: theme.ink });
  letter(pen, 'ISSUED BY', 52, 226, { height: 13, colour: fade(theme.ink, 0.75) });
  letter(pen, 'REGISTRY OF UTOPIA', 52, 262, { height: 22, colour: '#1c2230' });
  letter(pen, 'PLACE', 560, 226, { height: 13, colour: fade(theme.ink, 0.75) });
  letter(pen, 'NOWHERE CITY', 560, 262, { height: 22, colour: '#1c2230' });
  drawBars(pen, person.numbers[kind], 52, 296);
  const lines = mrzOf(person, kind);
  drawMrz(pen, lines, 452);
  if (lines.length > 0) return;
  for (const [index, label] of ['A', 'B', 'C', 'D'].entries()) {
    const y = 430 + index * 46;
    letter(pen, label, 52, y + 24, { height: 20, colour: theme.ink });
    pen.strokeStyle = fade(theme.ink, 0.5);
    pen.lineWidth = 2;
    pen.strokeRect(96, y, 862, 36);
    if (label === 'B')
      letter(pen, `${dotted(person.bornOn).slice(0, 6)}2018  -  ${dotted(person.expiresOn)}`, 116, y + 26, {
        height: 16,
        colour: '#1c2230',
      });
  }
}

function drawPortrait(
  pen: SKRSContext2D,
  look: Look,
  x: number,
  y: number,
  width: number,
  height: number,
  light: number,
): void {
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, width, height, 14);
  pen.clip();
  pen.fillStyle = light === 1 ? '#c9d6e2' : '#d7dde2';
  pen.fillRect(x, y, width, height);
  pen.translate(x + width / 2, y + height * 0.45);
  pen.scale(width / 290, width / 290);
  drawPerson(pen, look, { shirt: '#4a5568', smile: 'none' });
  pen.restore();
}

function drawMrz(pen: SKRSContext2D, lines: readonly string[], y: number): void {
  if (lines.length === 0) return;
  pen.fillStyle = 'rgba(255,255,255,.78)';
  pen.fillRect(0, y - 14, card.width, card.height - y + 14);
  const height = lines.length === 3 ? 27 : 20;
  const room = (card.width - 88) / (lines[0]?.length ?? 1);
  for (const [index, line] of lines.entries()) {
    const spacing = (room - (4 * height) / 6) / height;
    letter(pen, line, 44, y + 40 + index * (lines.length === 3 ? 54 : 46), {
      height,
      colour: '#12151c',
      weight: 0.15,
      spacing,
    });
  }
}

function drawGuilloche(pen: SKRSContext2D, colour: string): void {
  pen.strokeStyle = fade(colour, 0.34);
  pen.lineWidth = 1.6;
  for (let wave = 0; wave < 18; wave += 1) {
    pen.beginPath();
    for (let x = 0; x <= card.width; x += 12) {
      const y = 125 + wave * 30 + Math.sin(x / 78 + wave * 0.5) * 26 + Math.sin(x / 31 - wave) * 7;
      if (x === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    pen.stroke();
  }
}

function drawEmblem(pen: SKRSContext2D, x: number, y: number): void {
  pen.strokeStyle = '#ffffffdd';
  pen.lineWidth = 4;
  pen.beginPath();
  pen.arc(x, y, 26, 0, Math.PI * 2);
  for (let ray = 0; ray < 6; ray += 1) {
    pen.moveTo(x, y);
    pen.lineTo(x + Math.cos((ray * Math.PI) / 3) * 26, y + Math.sin((ray * Math.PI) / 3) * 26);
  }
  pen.stroke();
}

function drawChip(pen: SKRSContext2D, x: number, y: number): void {
  pen.fillStyle = '#d9b65a';
  pen.beginPath();
  pen.roundRect(x, y, 128, 98, 16);
  pen.fill();
  pen.strokeStyle = '#9c7b2c';
  pen.lineWidth = 3;
  pen.strokeRect(x + 42, y + 26, 44, 46);
  pen.beginPath();
  for (const [fromX, fromY, toX, toY] of [
    [0, 34, 42, 34],
    [0, 66, 42, 66],
    [86, 34, 128, 34],
    [86, 66, 128, 66],
    [64, 0, 64, 26],
    [64, 72, 64, 98],
  ] as const) {
    pen.moveTo(x + fromX, y + fromY);
    pen.lineTo(x + toX, y + toY);
  }
  pen.stroke();
}

function drawSignature(pen: SKRSContext2D, person: Person, x: number, y: number): void {
  const random = createRandom(person.key.length * 97 + person.key.charCodeAt(0));
  pen.strokeStyle = '#25356b';
  pen.lineWidth = 4;
  pen.beginPath();
  pen.moveTo(x, y);
  for (let stroke = 0; stroke < 7; stroke += 1) {
    const right = x + (stroke + 1) * 30;
    pen.bezierCurveTo(right - 34, y - 44 * random() - 8, right + 6, y + 34 * random(), right, y - 18 * random());
  }
  pen.stroke();
}

function drawBars(pen: SKRSContext2D, text: string, x: number, y: number): void {
  const random = createRandom(Number(text.replace(/\D/g, '')));
  pen.fillStyle = '#12151c';
  for (let at = 0; at < 460; ) {
    const wide = 2 + Math.floor(random() * 7);
    pen.fillRect(x + at, y, wide, 84);
    at += wide + 3 + Math.floor(random() * 6);
  }
}

function drawSmudge(pen: SKRSContext2D, x: number, y: number): void {
  pen.save();
  pen.filter = 'blur(7px)';
  pen.fillStyle = 'rgba(92,74,58,.5)';
  pen.beginPath();
  pen.ellipse(x + 130, y + 20, 150, 26, 0.04, 0, Math.PI * 2);
  pen.fill();
  pen.restore();
}

function dotted(date: string): string {
  return date.split('-').reverse().join('.');
}
