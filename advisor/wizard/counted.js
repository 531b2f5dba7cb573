// The slide on which a room moves one priority. What each level says is here before it is asked.
const TOP = 5;
const PATIENCE = 5000; // milliseconds
const MORE = ['ArrowUp', '+', '='];
const LESS = ['ArrowDown', '-', '_'];

const answers = (key) => [...(window.countedAnswers || new Map()).values()]
  .filter((answer) => answer.key === key);
const inWords = (lines) => lines.map((line) => (line.head ? line.head + ': ' : '') + line.says)
  .join(' ');

function linesOf(lines, parent) {
  parent.replaceChildren();
  for (const line of lines) {
    const row = make('div', { class: line.head ? 'change' : 'change alone' }, parent);
    if (line.head) make('p', { class: 'head' }, row, line.head);
    make('p', { class: 'says' }, row, line.says);
  }
}

// Paper cannot be asked: it says where each priority tips the set.
function countedOnPaper(section, data) {
  const body = section.querySelector('.body');
  body.querySelector('.points')?.remove();
  const list = make('div', { class: 'points' }, body);
  for (const answer of answers(data.key)) {
    const row = make('div', { class: 'point' }, list);
    make('p', { class: 'head' }, row, answer.name + ', ' + answer.stated + ' of ' + TOP);
    make('p', { class: 'says' }, row, inWords(answer.at[answer.stated]));
  }
}

// `say` tells who listens, `fit` makes it fit, `send` tells the server.
function countedOn(section, data, { on, say, fit, send, rest }) {
  const body = section.querySelector('.body');
  const panel = make('div', { class: 'counted' }, body);
  const left = make('div', { class: 'priorities' }, panel);
  const list = make('div', { role: 'group', 'aria-label': 'Priorities' }, left);
  make('p', { class: 'keys' }, left, '↑ ↓ or + − moves it, a number chooses another');
  const right = make('div', { class: 'answer' }, panel);
  const title = make('h2', {}, right);
  const told = make('div', { class: 'changes' }, right);
  const acts = make('div', { class: 'acts' }, right);
  const rows = new Map();
  let [hand, level, sent] = [null, null, false];

  const press = (says, parent, act, attributes = {}) => {
    const button = make('button', { type: 'button', ...attributes }, parent, says);
    on(button, 'click', (event) => { event.stopPropagation(); act(); });
    return button;
  };
  const answer = () => answers(data.key).find((one) => one.outcome === hand);
  const priority = () => rows.get(hand).priority;

  const row = (found) => {
    if (rows.has(found.outcome)) return;
    const line = make('div', { class: 'priority' }, list);
    const choose = press('', line, () => take(found.outcome), { class: 'choose' });
    make('span', { class: 'key', 'aria-hidden': true }, choose, rows.size + 1);
    make('span', { class: 'name' }, choose, found.name);
    const dots = make('span', { class: 'dots', 'aria-hidden': true }, choose);
    for (let at = 1; at <= TOP; at += 1) make('i', {}, dots);
    const size = make('span', { class: 'size' }, choose);
    const steps = make('span', { class: 'steps' }, line);
    const name = found.name.toLowerCase();
    press('−', steps, () => move(-1), { 'aria-label': 'Less: ' + name });
    press('+', steps, () => move(1), { 'aria-label': 'More: ' + name });
    rows.set(found.outcome, { priority: found, line, choose, dots, size });
  };

  const ask = (says, name, value) => {
    sent = true;
    paint();
    say(says);
    send(name, value);
    rest(); // the button that was pressed is gone, and the focus with it
    setTimeout(() => { sent = false; paint(); }, PATIENCE); // slides of an older design get no answer
  };
  const takeOver = press('Take it over', acts, () => {
    ask('Writing it into the design.', 'taken', { key: data.key, outcome: hand, level });
  }, { class: 'main' });
  const undo = press('Undo', acts, () => ask('Taking it back.', 'back', true));
  const note = make('p', { class: 'note' }, acts);

  const lines = () => {
    const found = answer();
    return found ? found.at[level] : [{ head: '', says: 'Working it out ...' }];
  };
  const headed = () => {
    const { name, stated } = priority();
    if (level === stated) return name + ': ' + stated + ' of ' + TOP + ', as stated';
    return name + ': ' + level + ' of ' + TOP + ' instead of ' + stated;
  };
  const paint = () => {
    for (const [outcome, { priority: { stated }, line, choose, dots, size }] of rows) {
      const now = outcome === hand ? level : stated;
      line.classList.toggle('hand', outcome === hand);
      choose.setAttribute('aria-pressed', outcome === hand);
      [...dots.children].forEach((dot, at) => {
        dot.classList.toggle('on', at < now);
        dot.classList.toggle('was', at >= now && at < stated);
      });
      size.textContent = now + ' of ' + TOP;
    }
    title.textContent = headed();
    linesOf(lines(), told);
    takeOver.hidden = sent || level === priority().stated || !answer();
    undo.hidden = sent || !data.taken;
    note.textContent = sent ? 'Writing it down ...'
      : data.taken ? 'Taken over, and in the log of the meeting. ' + data.taken.says + '.' : '';
  };
  const show = () => { paint(); fit(); say(headed() + '. ' + inWords(lines())); };
  const take = (outcome) => {
    hand = outcome;
    level = priority().stated;
    show();
  };
  const move = (by) => {
    if (sent) return;
    const least = answer()?.least ?? 0;
    const to = level + by;
    if (to < least || to > TOP) {
      say(headed() + '. It cannot count for ' + (by > 0 ? 'more.' : 'less.'));
      return;
    }
    level = to;
    show();
  };

  data.priorities.forEach(row);
  answers(data.key).forEach(row);
  hand = data.taken && rows.has(data.taken.outcome) ? data.taken.outcome : rows.keys().next().value;
  level = priority().stated;
  paint();
  return {
    // Whether a key was meant for this slide.
    press: (key) => {
      const chosen = [...rows.keys()][Number(key) - 1];
      if (MORE.includes(key)) move(1);
      else if (LESS.includes(key)) move(-1);
      else if (key !== ' ' && chosen) take(chosen);
      else return false;
      return true;
    },
    // More is known now; `here` where the slide is in view.
    heard: (found, here) => {
      if (found.key !== data.key) return;
      row(found);
      if (here && found.outcome === hand) show();
      else paint();
      if (here) fit();
    },
    headed: () => headed() + '. ' + inWords(lines()),
  };
}

