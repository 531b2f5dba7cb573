// A bar of tabs over a panel that the server draws below it. What is chosen shows at once; the
// server hears of it, and of who walks along by the arrow keys only where they stop.
const TURNS = { ArrowRight: 1, ArrowLeft: -1 };
const STOP = 150; // milliseconds
const TRIES = 120; // frames until the panel is there

function built(place, data) {
  place.replaceChildren();
  if (data.heading) make('h2', {}, place, data.heading);
  const bar = make('div', { class: 'tabs drawn-below', role: 'tablist', 'aria-label': data.says }, place);
  return data.labels.map((label, at) => make('button', {
    type: 'button', role: 'tab', id: `${data.key}-tab-${at}`,
  }, bar, label));
}

// The panel is Streamlit's own: it may come later than the bar.
function joined(place, tries = TRIES) {
  cancelAnimationFrame(place.frame);
  const panel = document.querySelector(`.st-key-${place.key}-panel`);
  if (panel) {
    panel.id = `${place.key}-panel`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', place.tabs[place.at].id);
    place.tabs.forEach((tab) => tab.setAttribute('aria-controls', panel.id));
  } else if (tries) place.frame = requestAnimationFrame(() => joined(place, tries - 1));
}

function turn(place, at) {
  place.at = at;
  place.tabs.forEach((tab, number) => {
    tab.setAttribute('aria-selected', number === at);
    tab.tabIndex = number === at ? 0 : -1;
  });
  joined(place);
}

function moved({ at, tabs }, key) {
  if (key === 'Home') return 0;
  if (key === 'End') return tabs.length - 1;
  return TURNS[key] ? (at + TURNS[key] + tabs.length) % tabs.length : -1;
}

export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.told');
  place.tell = () => {
    clearTimeout(place.wait);
    if (place.heard === place.at) return;
    place.heard = place.at;
    setStateValue('chosen', data.labels[place.at]);
  };
  const shape = JSON.stringify([data.key, data.labels]);
  if (place.shape === shape) {
    joined(place); // what stands on the screen is what was chosen last
    return place.rest;
  }
  place.shape = shape;
  place.key = data.key;
  place.tabs = built(place, data);
  place.heard = data.labels.indexOf(data.chosen);
  turn(place, place.heard);
  place.tabs.forEach((tab, at) => {
    tab.addEventListener('click', () => {
      turn(place, at);
      place.tell();
    });
    tab.addEventListener('keydown', (event) => {
      const to = moved(place, event.key);
      if (to < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      turn(place, to);
      place.tabs[to].focus();
      clearTimeout(place.wait);
      place.wait = setTimeout(() => place.tell(), STOP);
    });
  });
  place.rest = () => {
    clearTimeout(place.wait);
    cancelAnimationFrame(place.frame);
  };
  return place.rest;
}
