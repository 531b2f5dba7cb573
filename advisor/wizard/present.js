const NS = 'http://www.w3.org/2000/svg';
const TONES = { wrong: 'wrong', hurts: 'will hurt', look: 'worth a look' };
const SMALLEST = 0.6; // of the usual type; what still does not fit can be scrolled
const IDLE = 2500; // milliseconds until the buttons go
const SIGNS = {
  back: 'M14 4L6 12L14 20', next: 'M10 4L18 12L10 20', leave: 'M5 5L19 19M19 5L5 19',
  full: 'M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15',
};
const FORWARD = ['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'Enter'];
const BACK = ['ArrowLeft', 'ArrowUp', 'PageUp', 'Backspace'];

function slideOf(slide, brand, number, count) {
  const section = make('section', { class: 'slide ' + slide.tone, 'data-id': slide.id });
  const head = make('header', {}, section);
  make('p', { class: 'about' }, head, slide.about);
  const whose = make('p', { class: 'whose' }, head);
  if (brand.logo) make('img', { src: brand.logo, alt: brand.name || 'Logo' }, whose);
  else if (brand.name) whose.textContent = brand.name;
  const body = make('div', { class: 'body' }, section);
  make('h1', {}, body, slide.title);
  if (slide.lead) make('p', { class: 'lead' }, body, slide.lead);
  const beats = [];
  if (slide.start) {
    const path = make('div', { class: 'path' }, body);
    make('p', { class: 'node' }, path, slide.start);
    for (const beat of slide.beats.filter((one) => one.node)) {
      const row = make('div', { class: 'beat link' }, path);
      make('p', { class: 'word' }, row, beat.word);
      make('p', { class: 'node' }, row, beat.node);
      make('p', { class: 'because' }, row, beat.says);
      beats.push([row, beat.word + ' ' + beat.node + '. ' + beat.says]);
    }
  }
  const rest = slide.beats.filter((one) => !one.node);
  if (rest.length) {
    const list = make('div', { class: 'points' }, body);
    for (const beat of rest) {
      const row = make('div', { class: beat.head ? 'beat point' : 'beat turn' }, list);
      if (beat.head) make('p', { class: 'head' }, row, beat.head);
      make('p', { class: 'says' }, row, beat.says);
      beats.push([row, (beat.head ? beat.head + ': ' : '') + beat.says]);
    }
  }
  make('p', { class: 'number' }, section, number + ' / ' + count);
  return { section, beats };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const dialog = parentElement.querySelector('dialog');
  if (dialog.leave) dialog.leave(); // drawn again with new data: what listened before must go
  const heard = new AbortController();
  const on = (target, name, act) => target.addEventListener(name, act, { signal: heard.signal });
  // The stage stays, and with it the full screen: a browser leaves that when its element goes.
  const stage = dialog.querySelector('.stage') || make('div', { class: 'stage', tabindex: -1 });
  stage.replaceChildren();
  if (!stage.isConnected) dialog.appendChild(stage);
  for (const old of [...dialog.children]) if (old !== stage) old.remove();
  dialog.style.setProperty('--accent-light', data.brand.light || 'initial');
  dialog.style.setProperty('--accent-dark', data.brand.dark || 'initial');
  const dark = () => {
    const [r, g, b] = (getComputedStyle(dialog).backgroundColor.match(/[\d.]+/g) || [255, 255, 255])
      .map(Number);
    dialog.classList.toggle('dark', 0.299 * r + 0.587 * g + 0.114 * b < 128);
  };
  dialog.setAttribute('aria-label', data.says);
  const slides = data.slides.map((slide, at) =>
    slideOf(slide, data.brand, at + 1, data.slides.length));
  const spot = data.slides.findIndex((slide) => slide.id === 'counted');
  slides.forEach((slide) => stage.appendChild(slide.section));
  // What is over the whole screen prints on one sheet only: paper has slides of its own.
  const paper = parentElement.querySelector('.paper');
  paper.replaceChildren(...data.slides.map((slide, number) =>
    slideOf(slide, data.brand, number + 1, data.slides.length).section));
  paper.style.setProperty('--accent-light', data.brand.light || 'initial');
  const countedPaper = () => {
    if (spot >= 0) countedOnPaper(paper.children[spot], data);
  };
  countedPaper();
  const live = make('p', { class: 'unseen', 'aria-live': 'polite' }, dialog);
  const bar = make('div', { class: 'bar' }, stage);
  const button = (says, sign, act) => {
    const found = make('button', { type: 'button', 'aria-label': says, title: says }, bar);
    const svg = found.appendChild(document.createElementNS(NS, 'svg'));
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.appendChild(document.createElementNS(NS, 'path')).setAttribute('d', SIGNS[sign]);
    on(found, 'click', (event) => { event.stopPropagation(); act(); });
    return found;
  };

  const key = 'slides-' + data.key;
  let [at, shown] = [0, 0];
  try {
    [at, shown] = JSON.parse(sessionStorage.getItem(key)) || [0, 0];
  } catch { /* storage may be closed to us: then one begins at the beginning */ }
  // What was taken over on a slide makes other slides; that one stays in view.
  const stays = dialog.open ? data.slides.findIndex((slide) => slide.id === dialog.dataset.at) : -1;
  if (stays >= 0 && dialog.dataset.key !== data.key) [at, shown] = [stays, 0];
  dialog.dataset.key = data.key;
  at = Math.min(Math.max(0, at), slides.length - 1);
  shown = Math.min(Math.max(0, shown), slides[at].beats.length);

  const fit = (most = 1) => {
    const { section } = slides[at];
    const body = section.querySelector('.body');
    let size = most;
    section.style.setProperty('--size', size);
    while (size > SMALLEST && body.scrollHeight > body.clientHeight + 1) {
      size -= 0.05;
      section.style.setProperty('--size', size);
    }
    // What scrolls must be reached by the keyboard.
    if (body.scrollHeight > body.clientHeight + 1) body.setAttribute('tabindex', 0);
    else body.removeAttribute('tabindex');
  };
  const paint = (said) => {
    slides.forEach(({ section, beats }, number) => {
      section.classList.toggle('now', number === at);
      beats.forEach(([row], beat) => row.classList.toggle('shown', number === at && beat < shown));
    });
    live.textContent = said;
    dialog.dataset.at = data.slides[at].id;
    try { sessionStorage.setItem(key, JSON.stringify([at, shown])); } catch { /* as above */ }
  };
  const heading = () => {
    const slide = data.slides[at];
    const word = TONES[slide.tone];
    const tone = word && !slide.about.includes(word) ? word + '. ' : '';
    const path = slide.start ? ' It begins at ' + slide.start + '.' : '';
    return 'Slide ' + (at + 1) + ' of ' + slides.length + '. ' + slide.about + '. ' + tone
      + slide.title + ' ' + slide.lead + path + (at === spot ? ' ' + counted.headed() : '');
  };
  const turn = (to, beat) => {
    at = to;
    shown = beat;
    paint(heading());
    fit();
  };
  const next = () => {
    if (shown < slides[at].beats.length) {
      shown += 1;
      const [row, said] = slides[at].beats[shown - 1];
      paint(said);
      row.scrollIntoView({ block: 'nearest' });
    } else if (at < slides.length - 1) turn(at + 1, 0);
    else live.textContent = 'That was the last slide.';
  };
  const back = () => {
    if (shown > 0) {
      shown -= 1;
      paint(shown ? slides[at].beats[shown - 1][1] : heading());
    } else if (at > 0) turn(at - 1, slides[at - 1].beats.length);
  };

  // The type does not grow again while somebody tries one level after the other.
  const counted = spot < 0 || !data.priorities.length ? null : countedOn(slides[spot].section, data, {
    on,
    say: (said) => { live.textContent = said; },
    fit: () => fit(Number(slides[spot].section.style.getPropertyValue('--size')) || 1),
    send: setTriggerValue,
    rest: () => stage.focus({ preventScroll: true }),
  });
  on(document, 'counted', ({ detail }) => {
    if (!counted) return;
    counted.heard(detail, at === spot);
    countedPaper();
  });

  let gone = false;
  let asked = false; // whether full screen was left by our own key, not by the browser's
  const leave = () => {
    try { sessionStorage.setItem('left-slides', '1'); } catch { /* then the focus is at the top */ }
    if (gone) return;
    gone = true;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    if (dialog.open) dialog.close();
    setTriggerValue('left', true);
  };
  const fill = () => {
    if (document.fullscreenElement) {
      asked = true;
      document.exitFullscreen().catch(() => {});
    } else if (stage.requestFullscreen) stage.requestFullscreen().catch(() => {});
  };
  button('Back', 'back', back);
  button('Next', 'next', next);
  button('Full screen', 'full', fill);
  button('Leave', 'leave', leave);
  const hint = make('p', { class: 'hint' }, stage,
    '→ shows more   ← goes back   F full screen   Esc leaves');

  let idle = 0;
  const stir = () => {
    stage.classList.add('stirred');
    clearTimeout(idle);
    idle = setTimeout(() => stage.classList.remove('stirred'), IDLE);
  };
  on(dialog, 'pointermove', stir);
  on(dialog, 'cancel', (event) => { event.preventDefault(); leave(); });
  on(document, 'fullscreenchange', () => {
    if (document.fullscreenElement) return;
    if (!asked && !gone) leave();
    asked = false;
  });
  on(dialog, 'keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // The focus may be on a button of ours: then Enter and Space press it.
    const pressing = event.target.tagName === 'BUTTON' && [' ', 'Enter'].includes(event.key);
    if (pressing) return;
    if (at === spot && counted.press(event.key)) { /* answered */ }
    else if (FORWARD.includes(event.key)) next();
    else if (BACK.includes(event.key)) back();
    else if (event.key === 'Home') turn(0, 0);
    else if (event.key === 'End') turn(slides.length - 1, slides[slides.length - 1].beats.length);
    else if (event.key === 'f' || event.key === 'F') fill();
    else if (event.key === 'Escape') leave();
    else return;
    hint.remove();
    event.preventDefault();
    event.stopPropagation();
  });
  on(stage, 'click', (event) => {
    if (String(getSelection())) return; // somebody marks words
    if (event.target.closest('.bar, .counted')) return;
    next();
  });
  const watch = new ResizeObserver(() => { dark(); fit(); });
  watch.observe(stage);

  dialog.leave = () => {
    heard.abort();
    watch.disconnect();
    clearTimeout(idle);
  };
  const opening = !dialog.open;
  if (opening) dialog.showModal();
  dark();
  turn(at, shown);
  stage.focus({ preventScroll: true });
  // A browser allows it for a moment after the press that led here; else F asks again.
  if (opening && navigator.userActivation && navigator.userActivation.isActive) fill();
  return () => dialog.leave();
}
