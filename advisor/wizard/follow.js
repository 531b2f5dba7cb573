// Links of the frame lead to another page of this session, without a reload: the address changes,
// and the page is told so as after Back. With a modifier key, or without this script, they are
// plain links, which find the design by the address.
let follow = null;
// Who comes back from the slides finds the focus where they were begun.
function refocus(tries = 120) {
  const button = document.querySelector('.st-key-present button');
  if (button) {
    sessionStorage.removeItem('left-slides');
    button.focus();
  } else if (tries) requestAnimationFrame(() => refocus(tries - 1));
}
export default function () {
  if (follow) document.removeEventListener('click', follow);
  follow = (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest('.frame a');
    if (!link) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    dispatchEvent(new PopStateEvent('popstate'));
  };
  document.addEventListener('click', follow);
  try { if (sessionStorage.getItem('left-slides')) refocus(); } catch { /* storage may be closed */ }
  return () => document.removeEventListener('click', follow);
}
