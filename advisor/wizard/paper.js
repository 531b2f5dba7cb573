// On paper nothing can be opened: what is folded stands open while a page is printed, once `fill`
// has set what was held back. What stands beside what was chosen stays folded.
function opensOnPaper(place, on, fill) {
  on(window, 'beforeprint', () => {
    fill();
    place.querySelectorAll('details:not([open], [data-beside] *)').forEach((fold) => {
      fold.dataset.printed = '';
      fold.open = true;
    });
  });
  on(window, 'afterprint', () => {
    place.querySelectorAll('details[data-printed]').forEach((fold) => {
      delete fold.dataset.printed;
      fold.open = false;
    });
  });
}
