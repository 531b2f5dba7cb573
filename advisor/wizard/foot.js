// Back and Next look alike whether they are links or lead on once the page has taken over what it
// asks.
const SIGN = { back: 'arrow_back' };

function built(place, data) {
  place.replaceChildren();
  for (const name of ['back', 'next']) {
    if (!data[name]) continue;
    const [says, href] = data[name];
    const kind = href ? { href, 'data-go': '' } : { type: 'button' };
    const one = make(href ? 'a' : 'button', { ...kind, 'data-way': name }, place);
    if (SIGN[name]) make('span', { class: 'icon', 'aria-hidden': 'true' }, one, SIGN[name]);
    one.append(says);
    if (!href) one.addEventListener('click', () => place.went(name));
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector('.back-next');
  place.went = (name) => onceTaken(() => setTriggerValue('went', name));
  const shape = JSON.stringify(data);
  if (place.shape === shape) return;
  const held = place.contains(document.activeElement) && document.activeElement.dataset.way;
  place.shape = shape;
  built(place, data);
  if (held) place.querySelector(`[data-way=${held}]`)?.focus();
}
