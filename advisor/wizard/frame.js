// The line above every page. Its links, and all others that are marked so, lead to another page of
// this session without a reload: the address changes, and the page is told so as after Back. With a
// modifier key, or without this script, they are plain links, which find the design by the address.
const LED = '.frame a, a[data-go]';
const PRESENT = '.decided [data-does=present]';
let watch = null;

// Who comes back from the slides finds the focus where they were begun.
function refocus(tries = 120) {
  const button = document.querySelector(PRESENT);
  if (button) {
    sessionStorage.removeItem('left-slides');
    button.focus();
  } else if (tries) requestAnimationFrame(() => refocus(tries - 1));
}

function led(event) {
  if (event.defaultPrevented || event.button) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest(LED);
  if (!link) return;
  event.preventDefault();
  const { href } = link;
  onceTaken(() => {
    history.pushState(null, '', href);
    dispatchEvent(new PopStateEvent('popstate'));
  });
}

// After a break the server may know this page no more: it restarted, or forgot. Then the first edit
// would only fetch what was saved, and be lost. So the page asks for that as soon as it is back.
function rejoined(setTriggerValue) {
  const app = document.querySelector('[data-testid="stApp"]');
  const apart = () => app.dataset.testConnectionState !== 'CONNECTED';
  let away = apart();
  const found = new MutationObserver(() => {
    if (away && !apart()) setTriggerValue('back', true);
    away = apart();
  });
  found.observe(app, { attributes: true, attributeFilter: ['data-test-connection-state'] });
  return found;
}

const rest = () => {
  document.removeEventListener('click', led);
  if (watch) watch.disconnect();
};

export default function ({ data: { html }, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector('.frame');
  if (place.says !== html) {
    place.says = html;
    place.innerHTML = html; // texts in it are escaped where it is made
  }
  rest();
  document.addEventListener('click', led);
  watch = rejoined(setTriggerValue);
  try { if (sessionStorage.getItem('left-slides')) refocus(); } catch { /* storage may be closed */ }
  return rest;
}
