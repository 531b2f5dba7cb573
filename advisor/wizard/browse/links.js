// Links that begin with `?` are followed within this session, without a reload. With a modifier key,
// or without this script, they are plain links.
const stood = new Map();
let shown = null;
let follow = null;
const page = () => document.querySelector('[data-testid="stMain"]');
const until = (ready, then, tries = 60) => {
  if (ready() || !tries) then();
  else requestAnimationFrame(() => until(ready, then, tries - 1));
};
export default function ({ data, setTriggerValue }) {
  if (follow) document.removeEventListener('click', follow);
  follow = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((one) => one.localName === 'a');
    const to = link && link.getAttribute('href');
    if (!to || !to.startsWith('?')) return;
    event.preventDefault();
    stood.set(data.address, page().scrollTop);
    stood.delete(to);
    setTriggerValue('to', to);
  };
  document.addEventListener('click', follow);
  if (shown !== null && shown !== data.address) {
    const before = stood.get(data.address) || 0;
    until(
      () => {
        const title = page().querySelector('h1[data-address]');
        return title && title.dataset.address === data.address
          && page().scrollHeight - page().clientHeight >= before;
      },
      () => {
        page().scrollTo(0, before);
        const title = page().querySelector('h1[data-address]');
        if (title) title.focus({ preventScroll: true });
      },
    );
  }
  shown = data.address;
  return () => {
    document.removeEventListener('click', follow);
    shown = null;
  };
}
