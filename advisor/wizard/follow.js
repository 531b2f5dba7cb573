// Links of the frame lead to another page of this session, without a reload: the address changes,
// and the page is told so as after Back. With a modifier key, or without this script, they are
// plain links, which find the design by the address.
let follow = null;
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
  return () => document.removeEventListener('click', follow);
}
