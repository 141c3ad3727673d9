/** What the hosted link's page does in the browser: collects pictures, posts them to the by-link endpoints, shows what came of it. */

/** The script, for every browser of the last years; it reads its setup from the page and knows nothing else. */
export const pageScript = `
'use strict';
const setup = JSON.parse(document.getElementById('setup').textContent);
const byId = (id) => document.getElementById(id);
const kinds = {
  'ID Card': { shows: 'id-card', field: 'id', hasBack: true, label: 'Identity card' },
  'Passport': { shows: 'passport', field: 'pp', hasBack: false, label: 'Passport' },
  'Driving License': { shows: 'driving-licence', field: 'dl', hasBack: true, label: 'Driving licence' },
};
const known = setup.documents.filter((name) => kinds[name]);
let chosen = setup.oneIsEnough ? known.slice(0, 1) : known;
const pictures = new Map();

function slots() {
  const list = [{ key: 'selfie', title: 'Your face', hint: 'Look straight into the camera', icon: '☺', camera: 'user' }];
  for (const name of chosen) {
    const { label, hasBack } = kinds[name];
    list.push({ key: name + '/front', title: label + (hasBack ? ', front' : ', page with your photo'), hint: 'Flat, sharp, all corners visible', icon: '▭', camera: 'environment' });
    if (hasBack) list.push({ key: name + '/back', title: label + ', back', hint: 'The other side', icon: '▭', camera: 'environment' });
  }
  return list;
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function drawChoices() {
  byId('kinds').hidden = !setup.oneIsEnough || known.length < 2;
  byId('choices').replaceChildren(...known.map((name) => {
    const input = element('input', { type: 'radio', name: 'kind', value: name, checked: chosen[0] === name });
    input.addEventListener('change', () => { chosen = [name]; drawPictures(); });
    return element('label', {}, input, kinds[name].label);
  }));
}

function drawPictures() {
  byId('pictures').replaceChildren(...slots().map((slot) => {
    const input = element('input', { type: 'file', accept: 'image/jpeg,image/png' });
    input.setAttribute('capture', slot.camera);
    input.setAttribute('aria-label', slot.title);
    input.addEventListener('change', () => {
      if (input.files[0]) pictures.set(slot.key, input.files[0]);
      drawPictures();
    });
    const file = pictures.get(slot.key);
    const thumb = element('span', { className: 'thumb' }, file ? element('img', { alt: '', src: URL.createObjectURL(file) }) : slot.icon);
    const text = element('span', {}, element('b', { textContent: slot.title }), element('span', { textContent: file ? 'Tap to change' : slot.hint }));
    return element('label', { className: file ? 'picture has' : 'picture' }, input, thumb, text);
  }));
}

function formFor(files) {
  const form = new FormData();
  const file = (field, key) => files.has(key) && form.append(field, files.get(key), field + '.jpg');
  if (setup.generation === 'v3') {
    form.append('link', setup.link);
    form.append('workflowId', setup.workflowId);
    file('selfie', 'selfie');
    chosen.forEach((name, index) => {
      file('document_' + (index + 1) + '_front', name + '/front');
      file('document_' + (index + 1) + '_back', name + '/back');
    });
    return ['/api/v3/kyc_verification/requestbylink', form];
  }
  form.append('link', setup.link);
  file('selfie_image', 'selfie');
  // The account wants a back of every document: a passport's front is sent twice.
  const back = (name) => name + (kinds[name].hasBack ? '/back' : '/front');
  if (setup.oneIsEnough) {
    form.append('selectedDoc', chosen[0]);
    file('doc_front_image', chosen[0] + '/front');
    file('doc_back_image', back(chosen[0]));
    return ['/kycverify/api/kycverify/request-kyc', form];
  }
  for (const name of chosen) {
    file(kinds[name].field + '_front_image', name + '/front');
    file(kinds[name].field + '_back_image', back(name));
  }
  return ['/kycverify/api/kycverify/multiple-kyc-verification', form];
}

const advice = {
  8004: 'Your whole face has to be in the picture.', 8005: 'Please move a little further away.', 8006: 'We could not see a face.',
  8007: 'Please place your face in the middle.', 8008: 'Please come a little closer.', 8009: 'It is too dark.',
  8018: 'There is more than one face in the picture.', 8019: 'The photo is blurred.', 5004: 'Please take a new selfie with your camera.',
  8014: 'This link is not known.', 8015: 'This link has expired.', 8017: 'This link cannot be used any more.', 5009: 'This link has been used already.',
};

async function send(files, wanted) {
  busy(true);
  try {
    const [path, form] = formFor(files);
    const response = await fetch(path, { method: 'POST', body: form });
    const answer = await response.json();
    const code = answer.responseCode ?? answer.code;
    if (code !== 0 && code !== 200 && code !== 5008) return problem((advice[code] ?? 'That did not work.') + ' Please try again. (' + code + ')');
    finish(verdict(answer, wanted));
  } catch {
    problem('The sandbox did not answer. Please try again.');
  } finally {
    busy(false);
  }
}

function verdict(answer, wanted) {
  const { data, result } = answer;
  if (result !== undefined) return [result].flat()[0]?.decision ?? 'DECLINED';
  const parts = data.verification ? [data] : ['idKycData', 'dlKycData', 'ppKycData'].flatMap((key) => (data[key] ? [data[key].data] : []));
  if (parts.every((part) => part.verification.passed)) return 'ACCEPTED';
  // V2's direct answer says no more than "not passed"; which of the two it is stands in the record.
  return wanted === 'REVIEW' ? 'REVIEW' : 'DECLINED';
}

function finish(decision) {
  const [sign, title, text] = {
    ACCEPTED: ['yes', 'You are verified', 'Thank you. There is nothing left to do.'],
    DECLINED: ['no', 'Not verified', 'This verification was not accepted.'],
    REVIEW: ['', 'Being looked at', 'Thank you. A person will check this and decide.'],
  }[decision] ?? ['', 'Thank you', 'Your pictures have been received.'];
  byId('form').hidden = true;
  byId('sign').className = 'sign ' + sign;
  byId('result-title').textContent = title;
  byId('result-text').textContent = text;
  byId('continue').hidden = setup.redirectUrl === null;
  if (setup.redirectUrl !== null) byId('continue').href = setup.redirectUrl;
  byId('result').hidden = false;
  byId('result').focus();
  if (setup.redirectUrl !== null) setTimeout(() => location.assign(setup.redirectUrl), 4000);
}

function busy(isBusy) {
  for (const button of document.querySelectorAll('button')) button.disabled = isBusy;
  byId('send').textContent = isBusy ? 'Checking…' : 'Verify';
}

function problem(text) {
  byId('problem').textContent = text;
  byId('problem').hidden = false;
  byId('problem').scrollIntoView({ block: 'center' });
}

/** A drawn picture of the sample person, with the marker that tells the sandbox who it is and how it shall end. */
async function sample(key, outcome) {
  const [name, side] = key.split('/');
  const canvas = element('canvas', { width: 640, height: name === 'selfie' ? 800 : 400 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = name === 'selfie' ? '#d7e3f4' : '#f7f3e8';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#8d5a3b';
  pen.beginPath();
  pen.ellipse(name === 'selfie' ? 320 : 140, name === 'selfie' ? 360 : 190, name === 'selfie' ? 150 : 60, name === 'selfie' ? 200 : 80, 0, 0, 7);
  if (side !== 'back') pen.fill();
  pen.fillStyle = '#16202e';
  pen.font = '600 34px sans-serif';
  pen.fillText('SPECIMEN · ALEX', name === 'selfie' ? 160 : 240, 80);
  const jpeg = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
  const shows = name === 'selfie' ? 'selfie' : kinds[name].shows;
  const wish = name === 'selfie' && outcome !== 'ACCEPTED' ? '; outcome=' + outcome : '';
  const text = new TextEncoder().encode('faceki-sandbox: person=alex; shows=' + shows + (side ? '; side=' + side : '') + wish);
  const head = new Uint8Array([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255]);
  return new Blob([jpeg.slice(0, 2), head, text, jpeg.slice(2)], { type: 'image/jpeg' });
}

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const missing = slots().find((slot) => !pictures.has(slot.key));
  if (missing) return problem('Please add a photo: ' + missing.title.toLowerCase() + '.');
  byId('problem').hidden = true;
  send(pictures);
});
for (const button of document.querySelectorAll('[data-sample]')) {
  button.addEventListener('click', async () => {
    const files = new Map();
    for (const slot of slots()) files.set(slot.key, await sample(slot.key, button.dataset.sample));
    send(files, button.dataset.sample);
  });
}
drawChoices();
drawPictures();
`;
