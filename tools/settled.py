"""When a Streamlit page in a browser has come to rest."""

from playwright.sync_api import Page

# Kept by the page itself from its first moment on: when it last moved (it changed, or somebody
# pressed something), when it last asked the server and when it was last answered.
WATCH = """
const moved = () => { window.__moved = performance.now(); };
moved();
window.__asked = window.__answered = window.__moved;
new MutationObserver(moved).observe(
  document, {subtree: true, childList: true, attributes: true, characterData: true});
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
# A busy server may take its time before it says that a script runs: until it answers, the page
# looks at rest and is not. A few messages are never answered, hence the limit.
AT_REST = """([quiet, unanswered]) => {
  const app = document.querySelector('[data-testid=stApp]');
  const now = performance.now();
  return app !== null
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && app.getAttribute('data-test-connection-state') === 'CONNECTED'
    && document.querySelector('[data-testid=stSkeleton]') === null
    && now - Math.max(window.__moved, window.__answered) > quiet
    && (window.__answered >= window.__asked || now - window.__asked > unanswered);
}"""
QUIET = 250  # milliseconds without a change; some widgets wait 200 before they speak
UNANSWERED = 5000  # milliseconds


def settled(page: Page) -> None:
    """Waits until no script runs and nothing moves; fails where the page shows an exception.

    The page's context must have WATCH as an init script.
    """
    page.wait_for_function(AT_REST, arg=[QUIET, UNANSWERED], polling=50)
    broken = page.get_by_test_id("stException")
    assert broken.count() == 0, f"{page.url} shows: {broken.first.inner_text()}"
