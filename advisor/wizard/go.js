// A link to another page of this session is followed without a reload; with a modifier key it is a
// plain link, which finds the design by the address.
const followed = (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest('a[data-go]');
  if (!link) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  dispatchEvent(new PopStateEvent('popstate'));
};
