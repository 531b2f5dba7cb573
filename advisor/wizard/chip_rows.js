// Groups of chips: what is picked is shown at once, where it is pressed.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function built(place, questions) {
  place.replaceChildren();
  let headed = false;
  return questions.map((question) => {
    if (question.head) make('h2', {}, place, question.head);
    headed ||= Boolean(question.head);
    const ask = make('div', { class: question.wide ? 'ask wide' : 'ask' }, place);
    const label = make('p', {
      class: headed ? 'asks' : 'asks strong', id: `asks-${question.id}`,
    }, ask, question.asks);
    const row = make('div', {
      class: 'row', role: question.many ? 'toolbar' : 'radiogroup', 'aria-labelledby': label.id,
    }, ask);
    const chips = question.options.map(([, text]) =>
      make('button', { type: 'button', role: question.many ? 'button' : 'radio' }, row, text));
    const told = make('div', { class: 'below', 'aria-live': 'polite' }, ask);
    return { question, chips, told, picked: new Set(question.picked), says: null };
  });
}

function marked({ question, chips, picked }) {
  const first = question.options.findIndex(([id]) => picked.has(id));
  const held = chips.findIndex((chip) => chip.matches(':focus'));
  chips.forEach((chip, at) => {
    chip.setAttribute(question.many ? 'aria-pressed' : 'aria-checked',
      String(picked.has(question.options[at][0])));
    chip.tabIndex = at === (held >= 0 ? held : Math.max(first, 0)) ? 0 : -1;
  });
}

function told(group, question) {
  const says = JSON.stringify([question.says, question.meant]);
  if (says === group.says) return;
  group.says = says;
  group.told.replaceChildren();
  group.told.classList.toggle('answered', question.answered);
  if (question.says) make('p', {}, group.told, question.says);
  if (!question.meant.length) return;
  const more = make('details', {}, group.told);
  make('summary', {}, more, 'Why that matters');
  question.meant.forEach(([name, text]) => {
    const line = make('p', {}, more);
    make('strong', {}, line, `${name}. `);
    line.append(text);
  });
}

const turned = ({ question, picked }, id) => {
  const was = picked.has(id);
  if (!question.many) picked.clear();
  if (was) picked.delete(id);
  else picked.add(id);
  // One too many takes the place of the first.
  if (question.most && picked.size > question.most) picked.delete([...picked][0]);
};

function moved(group, at, key) {
  const last = group.chips.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return STEPS[key] ? (at + STEPS[key] + last + 1) % (last + 1) : -1;
}

const picksOf = (place) => Object.fromEntries(
  place.groups.map(({ question, picked }) => [question.id, [...picked]]));

// Sets the groups, and calls `place.tell` at each press; what stands below them may change alone.
function drawn(place, questions) {
  const shape = JSON.stringify(questions.map(({ id, options }) => [id, options]));
  if (place.shape !== shape) {
    place.shape = shape;
    place.groups = built(place, questions);
    place.groups.forEach((group) => {
      marked(group);
      group.chips.forEach((chip, at) => {
        chip.addEventListener('click', () => {
          turned(group, group.question.options[at][0]);
          marked(group);
          place.tell();
        });
        chip.addEventListener('keydown', (event) => {
          const to = moved(group, at, event.key);
          if (to < 0) return;
          event.preventDefault();
          group.chips[to].focus();
          marked(group);
        });
      });
    });
  }
  questions.forEach((question, number) => told(place.groups[number], question));
}
