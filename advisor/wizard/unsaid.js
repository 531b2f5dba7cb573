// A field is taken over when it is left. Who leaves it by pressing what leads away says two things
// at once, and the server would draw the other page and forget the field: so the way waits until
// what was written is taken over.
const HEARD = 400; // milliseconds until the page runs, where it does
const LONGEST = 4000; // milliseconds
window.__written ||= (() => {
  const written = { at: -Infinity };
  document.addEventListener('change', () => { written.at = performance.now(); }, true);
  return written;
})();

function onceTaken(then, ran = false) {
  const since = performance.now() - window.__written.at;
  const app = document.querySelector('[data-testid="stApp"]');
  const runs = Boolean(app) && app.dataset.testScriptState !== 'notRunning';
  if (since > LONGEST || (!runs && (ran || since > HEARD))) then();
  else setTimeout(() => onceTaken(then, ran || runs), 20);
}
