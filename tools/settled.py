"""When a Streamlit page in a browser has come to rest."""

from playwright.sync_api import Page

# Kept by the page itself from its first moment on: when it last moved (it changed, or somebody
# pressed something), when it last asked the server, was last answered, and last finished a run.
WATCH = """
const moved = () => { window.__moved = performance.now(); };
moved();
window.__asked = window.__answered = window.__ran = window.__moved;
new MutationObserver((changes) => {
  moved();
  for (const {attributeName, target} of changes) {
    if (attributeName === 'data-test-script-state'
      && target.dataset.testScriptState === 'notRunning') window.__ran = window.__moved;
  }
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
for (const event of ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup', 'input'])
  addEventListener(event, moved, {capture: true});
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  if (!this.__watched) {
    this.__watched = true;
    this.addEventListener('message', () => { window.__answered = performance.now(); });
  }
  window.__asked = performance.now();
  return send.call(this, data);
};
"""
# A busy server may take its time before it runs the script, and a busy page before it shows that
# it does: until the run that was asked for is over, the page looks at rest and is not. A few
# messages start no run, or are not even answered, hence the limits.
AT_REST = """([quiet, unrun, unanswered]) => {
  const app = document.querySelector('[data-testid=stApp]');
  const now = performance.now();
  const patience = window.__answered >= window.__asked ? unrun : unanswered;
  return app !== null
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && app.getAttribute('data-test-connection-state') === 'CONNECTED'
    && document.querySelector('[data-testid=stSkeleton]') === null
    && document.getAnimations().every(each => each.playState !== 'running'
      || each.effect.getComputedTiming().endTime === Infinity)
    && now - Math.max(window.__moved, window.__answered) > quiet
    && (window.__ran >= window.__asked || now - window.__asked > patience);
}"""
QUIET = 250  # milliseconds without a change; some widgets wait 200 before they speak
UNRUN = 1500  # milliseconds
UNANSWERED = 5000  # milliseconds
PATIENCE = 90_000  # milliseconds; the first critique of a server that many share takes its time


def settled(page: Page) -> None:
    """Waits until no script runs and nothing moves; fails where the page shows an exception.

    The page's context must have WATCH as an init script.
    """
    page.wait_for_function(AT_REST, arg=[QUIET, UNRUN, UNANSWERED], polling=50, timeout=PATIENCE)
    broken = page.get_by_test_id("stException")
    assert broken.count() == 0, f"{page.url} shows: {broken.first.inner_text()}"
